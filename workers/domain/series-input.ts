import * as z from "zod";
import { isTimeZone, ZoneClock } from "./time-zone";
import { hourMs, usageDimensions } from "./usage-series";

const dayMs = 24 * hourMs;

/** Days that figures by hour are kept, whatever the plan keeps of the log that they were made of. */
export const usageRetentionDays = 400;

const dateText =
  "must be a date (2026-11-26), a date with time and offset (2026-11-26T08:00:00Z), or milliseconds since 1970";
const moment = z.string().max(40, dateText).regex(momentForm(), dateText).refine(isMoment, dateText);

/** An empty value is one that was left out: that is what a form sends. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

export const seriesInput = z.object({
  /** A date stands for its first moment in the time zone. */
  from: optional(moment),
  /** A date stands for its last moment: both ends are inside. */
  to: optional(moment),
  step: optional(z.enum(["hour", "day"], { error: "must be hour or day" })),
  by: optional(z.enum(usageDimensions, { error: `must be one of ${usageDimensions.join(", ")}` })),
  timezone: optional(
    z.string().refine(isTimeZone, "must be a time zone by its IANA name, such as America/Sao_Paulo, or UTC"),
  ),
});
export type SeriesInput = z.infer<typeof seriesInput>;

export interface SeriesRange {
  starts: number[];
  end: number;
  step: "hour" | "day";
}

/**
 * The hours or days that are meant, or a sentence about why there are none. Without a beginning it is the
 * last day by hour, or the last thirty by day.
 */
export function seriesRange(
  input: SeriesInput,
  timezone: string,
  now: number,
): SeriesRange | { field: "from" | "to"; text: string } {
  const clock = new ZoneClock(timezone);
  const end = Math.min(input.to === undefined ? now : momentOf(input.to, clock, true), now);
  if (input.from === undefined) {
    const step = input.step ?? "hour";
    return rangeOf(end - (step === "hour" ? dayMs : 29 * dayMs), end, step, clock);
  }
  const from = momentOf(input.from, clock, false);
  if (from >= now) return { field: "from", text: "must lie in the past" };
  if (from >= end) return { field: "to", text: "must be after from" };
  const longest = (usageRetentionDays + 1) * dayMs;
  if (now - from > longest) return { field: "from", text: `must be within the last ${usageRetentionDays} days` };
  const step = input.step ?? (end - from <= 8 * dayMs ? "hour" : "day");
  if (step === "hour" && end - from > hourlyDays * dayMs) {
    return { field: "from", text: `must be at most ${hourlyDays} days before to, with step=hour` };
  }
  return rangeOf(from, end, step, clock);
}

function rangeOf(from: number, end: number, step: "hour" | "day", clock: ZoneClock): SeriesRange {
  if (step === "day") return { starts: clock.daysBetween(from, end), end, step };
  const first = Math.floor(from / hourMs) * hourMs;
  const starts = Array.from({ length: Math.max(1, Math.ceil((end - first) / hourMs)) }, (_, at) => first + at * hourMs);
  return { starts, end, step };
}

function momentOf(text: string, clock: ZoneClock, last: boolean): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (text.length > 10) return Date.parse(text);
  if (!last) return clock.startOf(text);
  const next = new Date(Date.parse(`${text}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
  return clock.startOf(next);
}

function isMoment(text: string): boolean {
  if (/^\d{9,}$/.test(text)) return Number(text) < latest;
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(day) || !(at >= 0 && at < latest)) return false;
  // 30 February is read as 2 March, which nobody meant.
  return new Date(day).toISOString().startsWith(text.slice(0, 10));
}

function momentForm(): RegExp {
  return /^(?:\d{9,13}|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?)$/;
}

const hourlyDays = 31;
/** The year 2100: what lies beyond is a mistake, and no date that a calendar must be made for. */
const latest = 4_102_444_800_000;
