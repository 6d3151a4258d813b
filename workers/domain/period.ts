/** A window in which a counter runs, milliseconds since 1970; `end` is the first moment after it. */
export interface Window {
  start: number;
  end: number;
}

/**
 * The billing period that holds `now`. Periods begin on the anchor's day and time of each month (UTC);
 * an anchor on the 31st falls to the last day of shorter months and returns to the 31st afterwards.
 */
export function billingPeriod(anchor: number, now: number): Window {
  const first = new Date(anchor);
  const at = new Date(now);
  let month = (at.getUTCFullYear() - first.getUTCFullYear()) * 12 + at.getUTCMonth() - first.getUTCMonth();
  if (addMonths(first, month) > now) month -= 1;
  return { start: addMonths(first, month), end: addMonths(first, month + 1) };
}

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** The full second, minute or day (UTC) that holds `now`. */
export function evenWindow(now: number, lengthMs: number): Window {
  const start = now - (((now % lengthMs) + lengthMs) % lengthMs);
  return { start, end: start + lengthMs };
}

function addMonths(anchor: Date, months: number): number {
  const year = anchor.getUTCFullYear();
  const month = anchor.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(
    year,
    month,
    Math.min(anchor.getUTCDate(), lastDay),
    anchor.getUTCHours(),
    anchor.getUTCMinutes(),
    anchor.getUTCSeconds(),
    anchor.getUTCMilliseconds(),
  );
}
