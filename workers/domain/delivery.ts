/** How long a receiver may take to answer. */
export const deliveryTimeoutMs = 15_000;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Waits between the attempts of a delivery. After the last one it has failed. */
const schedule = [
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
export function retryDelayMs(attempts: number, retryAfterMs: number | null, random = Math.random()): number | null {
  const planned = schedule[attempts - 1];
  if (planned === undefined) return null;
  return Math.max(planned * (1 + random / 5), Math.min(retryAfterMs ?? 0, 24 * hourMs));
}
