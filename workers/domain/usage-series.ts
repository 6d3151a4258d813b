import type { Histogram, Percentiles } from "./latency";
import type { RequestOutcome } from "./request";

export const hourMs = 3_600_000;

/** By what a series is split. */
export const usageDimensions = ["instance", "key", "operation", "outcome"] as const;
export type UsageDimension = (typeof usageDimensions)[number];

/** What is counted of every hour, and can be added up. */
export interface UsageFigures {
  requests: number;
  /** Messages charged, as the plan counts them. */
  messages: number;
  /** Calls that sent a message. */
  sent: number;
  /** Calls that were to send one, and for which upstream did not. */
  failed: number;
}

/** One hour or day of a series. */
export interface UsageBucket extends UsageFigures {
  /** Milliseconds since 1970 at which it begins. */
  at: number;
  /** Messages that came in. */
  received: number;
  outcomes: Record<RequestOutcome, number>;
  /** Zapin's own share of the answers' time; null where nothing was answered. */
  own: Percentiles | null;
  upstream: Percentiles | null;
}

/** What belongs to one instance, key, operation or outcome. */
export interface UsageGroup extends UsageFigures {
  /** The instance's name, the key's id, …; null for calls that belong to none. */
  value: string | null;
  /** What people call it, where that is something else. */
  label: string | null;
  /** Only of instances. */
  received: number | null;
  /** Requests in each bucket, in their order. */
  series: number[];
}

export interface UsageSeries {
  from: number;
  to: number;
  step: "hour" | "day";
  timezone: string;
  by: UsageDimension;
  buckets: UsageBucket[];
  /** Those with the most requests first. */
  groups: UsageGroup[];
  /** All groups beyond those that are listed; null where there are none. */
  rest: (UsageFigures & { groups: number }) | null;
  totals: UsageFigures & Pick<UsageBucket, "received" | "outcomes" | "own" | "upstream">;
}

/** What the journal is asked: buckets by their first moments, so that it needs to know nothing of time zones. */
export interface SeriesQuery {
  starts: number[];
  end: number;
  by: UsageDimension;
}

/** What the journal answers: figures that can still be added up. */
export interface SeriesFigures {
  buckets: BucketFigures[];
  groups: GroupFigures[];
  rest: (UsageFigures & { groups: number }) | null;
}

export interface BucketFigures extends UsageFigures {
  received: number;
  outcomes: Record<RequestOutcome, number>;
  own: Histogram;
  upstream: Histogram;
}

export interface GroupFigures extends UsageFigures {
  value: string | null;
  received: number | null;
  series: number[];
}

export function noFigures(): UsageFigures {
  return { requests: 0, messages: 0, sent: 0, failed: 0 };
}

export function addFigures(sum: UsageFigures, more: UsageFigures): void {
  sum.requests += more.requests;
  sum.messages += more.messages;
  sum.sent += more.sent;
  sum.failed += more.failed;
}

export function noOutcomes(): Record<RequestOutcome, number> {
  return { ok: 0, refused: 0, upstream_error: 0, upstream_unreachable: 0, repeated: 0, internal_error: 0 };
}
