import { dayMs, type Window } from "./period";

/**
 * When what is left of a period runs out, if the rest of it goes on at the pace of its past. Null where
 * it lasts, and in the period's first day: a pace of minutes says nothing about a month.
 */
export function forecastOf(
  period: Window,
  used: number,
  limit: number,
  now: number,
): { messagesRunOutAt: number | null } {
  if (used >= limit) return { messagesRunOutAt: limit > 0 ? now : null };
  const elapsedMs = now - period.start;
  if (elapsedMs < dayMs || used <= 0) return { messagesRunOutAt: null };
  const runsOutAt = period.start + Math.ceil(elapsedMs * (limit / used));
  return { messagesRunOutAt: runsOutAt < period.end ? runsOutAt : null };
}
