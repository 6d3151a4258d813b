import type { ReactNode } from "react";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import type { BucketLabel, ChartSeries } from "./series";

interface PlotProps {
  label: string;
  buckets: readonly BucketLabel[];
  series: readonly ChartSeries[];
  end: number;
  format: (value: number) => string;
  children: ReactNode;
}

/** Width of a bucket and height of a plot, in the drawing's own units: it is stretched to its place. */
export const bucketWidth = 10;
export const plotHeight = 100;

/**
 * Axes and tooltips around what is drawn. The drawing is stretched in both directions, so the words
 * stand beside it as text, where they keep their size on a phone.
 */
export function Plot({ label, buckets, series, end, format, children }: PlotProps) {
  const width = Math.max(1, buckets.length) * bucketWidth;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <div
        aria-hidden="true"
        className="flex h-44 flex-col justify-between text-end text-xs text-ink-faint tabular-nums"
      >
        <span className="-mt-2">{short(end)}</span>
        <span>{end % 2 === 0 || end > 10 ? short(end / 2) : ""}</span>
        <span className="-mb-2">0</span>
      </div>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${plotHeight}`}
        preserveAspectRatio="none"
        className="h-44 w-full overflow-visible"
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            x1={0}
            x2={width}
            y1={share * plotHeight}
            y2={share * plotHeight}
            stroke="var(--line)"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {children}
        {buckets.map(({ long }, index) => (
          <rect
            key={long}
            x={index * bucketWidth}
            y={0}
            width={bucketWidth}
            height={plotHeight}
            className="fill-transparent hover:fill-ink/8"
          >
            <title>{[long, ...said(series, index, format)].join("\n")}</title>
          </rect>
        ))}
      </svg>
      <span />
      <div aria-hidden="true" className="mt-1.5 flex justify-between gap-2 text-xs whitespace-nowrap text-ink-faint">
        {ticks(buckets).map(({ short: text, long }, index) => (
          <span key={long} className={index % 2 === 1 ? "max-sm:hidden" : undefined}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

function said(series: readonly ChartSeries[], index: number, format: (value: number) => string): string[] {
  return series.flatMap(({ label, values }) => {
    const value = values[index];
    return value == null || value === 0 ? [] : [`${label}: ${format(value)}`];
  });
}

function short(value: number): string {
  return new Intl.NumberFormat(getLocale(), { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** The first, the last, and some between them. */
function ticks(buckets: readonly BucketLabel[]): BucketLabel[] {
  const most = 5;
  if (buckets.length <= most) return [...buckets];
  const indexes = Array.from({ length: most }, (_, at) => Math.round((at * (buckets.length - 1)) / (most - 1)));
  return indexes.map((index) => buckets[index]!);
}
