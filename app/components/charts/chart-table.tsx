import { m } from "#workers/i18n/paraglide/messages";
import type { BucketLabel, ChartSeries } from "./series";

interface ChartTableProps {
  labelledBy: string;
  buckets: readonly BucketLabel[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
}

/** What a chart shows, in figures. It scrolls in a box of its own, which the keyboard reaches too. */
export function ChartTable({ labelledBy, buckets, series, format }: ChartTableProps) {
  return (
    <div
      role="region"
      aria-labelledby={labelledBy}
      tabIndex={0}
      className="mt-2 max-h-80 overflow-auto rounded-control border border-line"
    >
      <table className="w-full border-collapse text-[0.8125rem]" aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col" className={`${head} text-start`}>
              {m.analytics_time()}
            </th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col" className={`${head} text-end`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {buckets.map(({ long }, index) => (
            <tr key={long}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal whitespace-nowrap text-ink-soft">
                {long}
              </th>
              {series.map(({ id, values }) => {
                const value = values[index];
                return (
                  <td key={id} className="px-3 py-1.5 text-end tabular-nums">
                    {value == null ? "–" : format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const head = "sticky top-0 bg-sunken px-3 py-1.5 text-xs font-medium whitespace-nowrap text-ink-faint";
