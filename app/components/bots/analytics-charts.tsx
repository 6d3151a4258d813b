import { BarChart } from "#app/components/charts/bar-chart";
import { ChartCard } from "#app/components/charts/chart-card";
import { palette, type BucketLabel, type ChartSeries } from "#app/components/charts/series";
import type { PublicBotAnalytics } from "#workers/services/bots/analytics";
import { m } from "#workers/i18n/paraglide/messages";
import { dollars, figure } from "./money";

interface AnalyticsChartsProps {
  analytics: PublicBotAnalytics;
  labels: readonly BucketLabel[];
}

/** Answers, money and tokens over time, each with its figures in a table. */
export function AnalyticsCharts({ analytics: { steps }, labels }: AnalyticsChartsProps) {
  const answers: ChartSeries[] = [
    { id: "answers", label: m.bots_figure_answers(), colour: palette[1]!, values: steps.map((step) => step.answers) },
    { id: "failures", label: m.bots_chart_failures(), colour: palette[3]!, values: steps.map((step) => step.failures) },
  ];
  const cost: ChartSeries[] = [
    {
      id: "cost",
      label: m.bots_figure_cost(),
      colour: palette[0]!,
      values: steps.map((step) => step.costUsd),
    },
  ];
  const tokens: ChartSeries[] = [
    { id: "tokens", label: m.bots_chart_tokens(), colour: palette[4]!, values: steps.map((step) => step.tokens) },
  ];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-2 lg:items-start">
      <div className="min-w-0 lg:col-span-2">
        <Chart title={m.bots_chart_answers()} series={answers} labels={labels} format={figure} />
      </div>
      <Chart title={m.bots_chart_cost()} series={cost} labels={labels} format={dollars} />
      <Chart title={m.bots_chart_tokens()} series={tokens} labels={labels} format={figure} />
    </div>
  );
}

interface ChartProps {
  title: string;
  series: readonly ChartSeries[];
  labels: readonly BucketLabel[];
  format: (value: number) => string;
}

function Chart({ title, series, labels, format }: ChartProps) {
  return (
    <ChartCard title={title} buckets={labels} series={series} format={format}>
      <BarChart label={title} buckets={labels} series={series} format={format} />
    </ChartCard>
  );
}
