// Apart from `instance.ts`, so that the browser can know the states without carrying zod.

/** The connection of a WhatsApp number, as Evolution names its states. */
export const instanceStates = ["open", "connecting", "close", "refused"] as const;
export type InstanceState = (typeof instanceStates)[number];
