import { useEffect, useState } from "react";
import { getLocale } from "#workers/i18n/paraglide/runtime";

const tickMs = 30_000;

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

export interface TimeProps {
  /** Milliseconds since 1970. */
  at: number;
  /** The reader's language unless named. */
  locale?: string;
  /** The reader's own zone unless named; until scripts run, that is UTC. */
  timeZone?: string;
  /** "3 minutes ago", with the date as title; or the date and time themselves. */
  format?: "relative" | "date" | "datetime";
}

/**
 * A moment. What the server wrote and what the browser would write differ by the seconds between them
 * (and by the zone), so the difference is no error: the browser corrects it after it took over.
 */
export function Time({ at, locale = getLocale(), timeZone, format = "relative" }: TimeProps) {
  const [now, setNow] = useState<number | null>(null);

  useEffect(() => {
    setNow(Date.now());
    if (format !== "relative") return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [format]);

  const zone = timeZone ?? (now === null ? "UTC" : undefined);
  const full = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone: zone }).format(at);
  return (
    <time
      suppressHydrationWarning
      dateTime={new Date(at).toISOString()}
      title={full}
      className="tabular-nums whitespace-nowrap"
    >
      {format === "relative" ? relative(at - (now ?? Date.now()), locale) : dateOf(at, locale, zone, format)}
    </time>
  );
}

function relative(differenceMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "long" });
  for (const [unit, length] of units) {
    if (Math.abs(differenceMs) >= length) return format.format(Math.trunc(differenceMs / length), unit);
  }
  return format.format(0, "second");
}

function dateOf(at: number, locale: string, timeZone: string | undefined, format: "date" | "datetime"): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    ...(format === "datetime" ? { timeStyle: "short" as const } : {}),
    timeZone,
  }).format(at);
}
