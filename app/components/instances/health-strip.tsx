import type { HealthSpan } from "#workers/domain/health-timeline";
import { healthLabel } from "./state-badge";

interface HealthStripProps {
  label: string;
  spans: readonly HealthSpan[];
  from: number;
  until: number;
  /** How a moment is written. */
  format: (at: number) => string;
}

/** Thirty days as a band, oldest first. What it shows stands below it as a list, too. */
export function HealthStrip({ label, spans, from, until, format }: HealthStripProps) {
  const place = (at: number) => ((at - from) / (until - from)) * bandWidth;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${bandWidth} 20`}
      preserveAspectRatio="none"
      className="h-8 w-full rounded-control bg-sunken"
    >
      {spans.map((span) => {
        // A minute of thirty days would be too thin to be seen, and is what one looks for.
        const width = Math.max(narrowest, place(span.until) - place(span.from));
        return (
          <rect
            key={span.from}
            x={Math.min(place(span.from), bandWidth - width)}
            y={0}
            width={width}
            height={20}
            fill={colourOf(span)}
          >
            <title>{`${healthLabel(span)}\n${format(span.from)} – ${format(span.until)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

export function colourOf({ state, reason }: Pick<HealthSpan, "state" | "reason">): string {
  return state === "open" && reason !== null ? "var(--warn)" : colours[state];
}

const colours = { open: "var(--good)", connecting: "var(--busy)", close: "var(--ink-faint)", refused: "var(--bad)" };
const bandWidth = 1_000;
const narrowest = 5;
