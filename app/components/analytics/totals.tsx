import { Card } from "#app/components/ui/card";
import type { UsageSeries } from "#workers/domain/usage-series";
import { m } from "#workers/i18n/paraglide/messages";
import { figure } from "./usage-charts";

/** The sums of the whole range. */
export function Totals({ totals }: { totals: UsageSeries["totals"] }) {
  const figures = [
    { label: m.analytics_total_requests(), value: totals.requests },
    { label: m.analytics_total_sent(), value: totals.sent },
    { label: m.analytics_total_received(), value: totals.received },
    { label: m.analytics_total_failed(), value: totals.failed },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {figures.map(({ label, value }) => (
        <Card key={label} className="px-4 py-3">
          <dt className="text-[0.8125rem] text-ink-soft">{label}</dt>
          <dd className="mt-0.5 text-xl font-semibold text-ink tabular-nums">{figure(value)}</dd>
        </Card>
      ))}
    </dl>
  );
}
