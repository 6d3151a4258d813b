import type { InstanceState } from "./instance-state";

/** Why an instance that calls itself open does not work, the gravest first. */
export const healthReasons = [
  "unreachable",
  "not_connected",
  "calls_failing",
  "sends_pending",
  "events_missed",
  "silent",
] as const;
export type HealthReason = (typeof healthReasons)[number];

/** Since when an instance is degraded, and why. */
export interface Degraded {
  reason: HealthReason;
  since: number;
}

/** What a check found out about an instance that the hub believes to be open. */
export interface HealthFacts {
  now: number;
  /** What upstream says itself; null where it gave no answer. */
  state: InstanceState | null;
  /** The sends that had time enough to be acknowledged, and are not too old to tell of today. */
  sends: { waiting: number; lastAnsweredSentAt: number | null; firstWaitingAt: number | null };
  /** Whether acknowledgements come at all on this kind of connection. */
  acknowledges: boolean;
  /** Calls of the last minutes, and those that upstream did not carry out. */
  calls: { made: number; failed: number };
  /** Messages in upstream's history of which no event had come; null where the history could not be read. */
  missed: number | null;
  /** Its habit: the last event, how many came in a week, and the longest time without any. */
  events: { lastAt: number | null; inWeek: number; longestSilenceMs: number };
}

/** What is wrong, in one word and one sentence; null for an instance that works. */
export function judgeHealth(facts: HealthFacts): { reason: HealthReason; detail: string } | null {
  const { sends, calls, events, now } = facts;
  if (facts.state === null) return { reason: "unreachable", detail: "The WhatsApp server does not answer." };
  if (facts.state !== "open") {
    return { reason: "not_connected", detail: `The WhatsApp server says "${facts.state}", and had not told it.` };
  }
  if (calls.failed >= fewestFailures && calls.failed * 2 >= calls.made) {
    const detail = `${calls.failed} of ${calls.made} calls of the last ${callsSpanMs / 60_000} minutes failed.`;
    return { reason: "calls_failing", detail };
  }
  if (facts.acknowledges && areStuck(sends)) {
    const minutes = Math.round((now - (sends.firstWaitingAt ?? now)) / 60_000);
    return { reason: "sends_pending", detail: `WhatsApp has not acknowledged what was sent for ${minutes} minutes.` };
  }
  if (facts.missed !== null && facts.missed > 0) {
    return { reason: "events_missed", detail: `${facts.missed} messages came without an event; they were recovered.` };
  }
  // A quiet number is no sick one: where its history can be read and holds nothing new, nothing was missed.
  const silentMs = events.lastAt === null ? 0 : now - events.lastAt;
  const unusual = Math.max(shortestSilenceMs, events.longestSilenceMs * 3);
  if (facts.missed === null && events.inWeek >= busyEvents && silentMs > unusual) {
    const hours = Math.round(silentMs / 3_600_000);
    return { reason: "silent", detail: `No event came for ${hours} hours, which is unusual for this number.` };
  }
  return null;
}

/** One message may hang for a reason of its own; several, and none answered since, do not. */
function areStuck({ waiting, firstWaitingAt, lastAnsweredSentAt }: HealthFacts["sends"]): boolean {
  if (waiting < fewestPending || firstWaitingAt === null) return false;
  return lastAnsweredSentAt === null || lastAnsweredSentAt < firstWaitingAt;
}

/** When an instance is to be restarted that has been degraded since then and restarted so often; null for never. */
export function nextRestartAt(degraded: Degraded, restarts: { count: number; lastAt: number | null }): number | null {
  if (!restartHelps.has(degraded.reason)) return null;
  const delayMs = restartDelaysMs[Math.min(restarts.count, restartDelaysMs.length - 1)]!;
  return (restarts.count === 0 || restarts.lastAt === null ? degraded.since : restarts.lastAt) + delayMs;
}

/** A server that does not answer does not restart anything, and lost events are no fault of the line. */
const restartHelps: ReadonlySet<HealthReason> = new Set(["not_connected", "calls_failing", "sends_pending", "silent"]);
const minuteMs = 60_000;
const restartDelaysMs = [5, 15, 30, 60, 120, 240].map((minutes) => minutes * minuteMs);

/** How often a connected instance is looked at. */
export const checkEveryMs = 5 * minuteMs;
/** A send is late when nothing came for it in this time. */
export const lateAfterMs = 10 * minuteMs;
/** Older sends say nothing about today. */
export const sendsSpanMs = 60 * minuteMs;
export const callsSpanMs = 10 * minuteMs;
/** How long the timeline goes back. */
export const timelineMs = 30 * 24 * 60 * minuteMs;

const fewestFailures = 3;
const fewestPending = 2;
const busyEvents = 200;
const shortestSilenceMs = 60 * minuteMs;

/** A stretch of an instance's timeline. */
export interface TimelineEntry {
  at: number;
  state: InstanceState;
  /** Set while it was open and did not work. */
  reason: HealthReason | null;
}

/** What is known of an instance's health. */
export interface InstanceHealth {
  instance: string;
  state: InstanceState;
  degraded: Degraded | null;
  /** When it was last looked at; null before the first time. */
  checkedAt: number | null;
  /** Restarted by itself when degraded. */
  restarts: boolean;
  /** Oldest first; the first entry is the one that was in force 30 days ago, if there was one. */
  timeline: TimelineEntry[];
}
