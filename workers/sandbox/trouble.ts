/**
 * How a simulated phone can go wrong: it tells no events any more, though it keeps its history; or
 * nobody acknowledges what it sends.
 */
export const phoneTroubles = ["none", "events_lost", "unacknowledged"] as const;
export type PhoneTrouble = (typeof phoneTroubles)[number];
