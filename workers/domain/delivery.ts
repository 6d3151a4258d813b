/** How long a receiver may take to answer. */
export const deliveryTimeoutMs = 15_000;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Waits between the attempts of a delivery. After the last one it has failed. */
export const retrySchedule: readonly number[] = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
];

/**
 * How long to wait after the n-th failed attempt (from 1), or null when it was the last. Up to a fifth
 * is added by chance, so that the deliveries of an outage do not all come back at once. A receiver that
 * asks for a later time with `Retry-After` gets it, up to a day.
 */
export function retryDelayMs(
  failures: number,
  retryAfterMs: number | null,
  random = Math.random(),
  schedule: readonly number[] = retrySchedule,
): number | null {
  const planned = schedule[failures - 1];
  if (planned === undefined) return null;
  // Whole milliseconds, as the clock has: an alarm set to a part of one rings before that part is over.
  return Math.ceil(Math.max(planned * (1 + random / 5), Math.min(retryAfterMs ?? 0, 24 * hourMs)));
}

/** Waits for its time, is under way, arrived, was given up, or waits for its endpoint to be switched on again. */
export const deliveryStatuses = ["pending", "delivered", "failed", "held"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string;
  endpointId: string;
  status: DeliveryStatus;
  /** The event's id, which is the `webhook-id` of each attempt. */
  eventId: string;
  /** Its place in the event log. */
  sequence: number;
  type: string;
  instance: string | null;
  createdAt: number;
  /** When it will be tried (again); null when it will not. */
  nextAttemptAt: number | null;
  /** Oldest first. */
  attempts: DeliveryAttempt[];
}

export interface DeliveryAttempt {
  at: number;
  durationMs: number;
  /** What was sent, without what is secret. The body is the event's. */
  request: { url: string; headers: Record<string, string> } | null;
  /** The receiver's HTTP status; null when there was no answer. */
  status: number | null;
  /** Why there was no answer, as a sentence. */
  error: string | null;
  /** The first 4 KB of the answer. */
  response: string | null;
}

/** A receiver that failed every attempt for that long is not called any more until a person says so. */
export const disableAfterMs = 5 * 24 * hourMs;

/** `dlv_12_ep_…`: an event and an endpoint are a delivery, so its id needs no place of its own. */
export function deliveryId(endpointId: string, sequence: number): string {
  return `dlv_${sequence}_${endpointId}`;
}

export function parseDeliveryId(id: string): { endpointId: string; sequence: number } | null {
  const parts = /^dlv_(\d{1,15})_(ep_[\w-]{1,80})$/.exec(id);
  return parts && { sequence: Number(parts[1]), endpointId: parts[2]! };
}
