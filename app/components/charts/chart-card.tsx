import { useId, type ReactNode } from "react";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { m } from "#workers/i18n/paraglide/messages";
import { ChartTable } from "./chart-table";
import type { BucketLabel, ChartSeries } from "./series";

interface ChartCardProps {
  title: string;
  description?: string;
  buckets: readonly BucketLabel[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
  /** The chart itself. */
  children: ReactNode;
}

/** A chart with its legend, and its figures as a table for whoever cannot or will not read a drawing. */
export function ChartCard({ title, description, buckets, series, format, children }: ChartCardProps) {
  const id = useId();
  const empty = series.every(({ values }) => values.every((value) => !value));
  return (
    <Card>
      <CardHeader>
        <CardTitle id={id} description={description}>
          {title}
        </CardTitle>
        {!empty && (
          <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-soft">
            {series.map(({ id: key, label, colour }) => (
              <li key={key} className="flex min-w-0 items-center gap-1.5">
                <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[3px]" style={{ background: colour }} />
                <span className="min-w-0 break-all">{label}</span>
              </li>
            ))}
          </ul>
        )}
      </CardHeader>
      <CardBody>
        {empty ? (
          <p className="py-8 text-center text-ink-faint">{m.analytics_empty_chart()}</p>
        ) : (
          <>
            {children}
            <details className="mt-3">
              <summary className="w-fit cursor-pointer rounded-control text-[0.8125rem] text-accent-ink hover:underline">
                {m.analytics_table()}
              </summary>
              <ChartTable labelledBy={id} buckets={buckets} series={series} format={format} />
            </details>
          </>
        )}
      </CardBody>
    </Card>
  );
}
