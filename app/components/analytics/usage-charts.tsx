import { BarChart } from "#app/components/charts/bar-chart";
import { ChartCard } from "#app/components/charts/chart-card";
import { LineChart } from "#app/components/charts/line-chart";
import { palette, restColour, type BucketLabel, type ChartSeries } from "#app/components/charts/series";
import { outcomeLabel } from "#app/components/logs/outcome-badge";
import { milliseconds } from "#app/components/logs/request-table";
import type { Percentiles } from "#workers/domain/latency";
import { requestOutcomes, type RequestOutcome } from "#workers/domain/request";
import type { UsageBucket, UsageSeries } from "#workers/domain/usage-series";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { groupLabel } from "./group-label";

interface ChartsProps {
  usage: UsageSeries;
  labels: BucketLabel[];
}

export function figure(value: number): string {
  return new Intl.NumberFormat(getLocale()).format(value);
}

/** Messages that went, came and failed. */
export function MessagesChart({ usage, labels }: ChartsProps) {
  const series = [
    layer(usage, "sent", m.analytics_sent(), "var(--chart-1)", (bucket) => bucket.sent),
    layer(usage, "received", m.analytics_received(), "var(--chart-2)", (bucket) => bucket.received),
    layer(usage, "failed", m.analytics_failed(), "var(--chart-4)", (bucket) => bucket.failed),
  ];
  const title = m.analytics_messages_title();
  return (
    <ChartCard {...{ title, buckets: labels, series }} description={m.analytics_messages_text()} format={figure}>
      <BarChart label={title} buckets={labels} series={series} format={figure} />
    </ChartCard>
  );
}

/** Requests, by how they ended. */
export function OutcomesChart({ usage, labels }: ChartsProps) {
  const series = requestOutcomes
    .filter((outcome) => usage.totals.outcomes[outcome] > 0)
    .map((outcome) =>
      layer(usage, outcome, outcomeLabel(outcome), outcomeColours[outcome], (bucket) => bucket.outcomes[outcome]),
    );
  const title = m.analytics_requests_title();
  return (
    <ChartCard {...{ title, buckets: labels, series }} format={figure}>
      <BarChart label={title} buckets={labels} series={series} format={figure} />
    </ChartCard>
  );
}

/** Requests of the busiest instances, keys or operations, and of all others together. */
export function GroupsChart({ usage, labels }: ChartsProps) {
  const busiest = usage.groups.filter(({ requests }) => requests > 0).slice(0, palette.length);
  const series: ChartSeries[] = busiest.map((group, index) => ({
    id: group.value ?? "",
    label: groupLabel(usage.by, group),
    colour: palette[index] ?? restColour,
    values: group.series,
  }));
  const others =
    usage.groups.filter(({ requests }) => requests > 0).length - busiest.length + (usage.rest?.groups ?? 0);
  if (others > 0) {
    const values = usage.buckets.map(
      ({ requests }, index) => requests - busiest.reduce((sum, group) => sum + (group.series[index] ?? 0), 0),
    );
    series.push({ id: "rest", label: m.analytics_rest({ count: figure(others) }), colour: restColour, values });
  }
  const title = m.analytics_groups_title();
  return (
    <ChartCard {...{ title, buckets: labels, series }} format={figure}>
      <BarChart label={title} buckets={labels} series={series} format={figure} />
    </ChartCard>
  );
}

/** How long answers took: Zapin's own share, or the WhatsApp server's. */
export function LatencyChart({ usage, labels, share }: ChartsProps & { share: "own" | "upstream" }) {
  const series = (["p50", "p95", "p99"] as const).map((rank, index): ChartSeries => ({
    id: rank,
    label: percentileLabels[rank](),
    colour: ["var(--chart-2)", "var(--chart-1)", "var(--chart-4)"][index]!,
    values: usage.buckets.map((bucket) => bucket[share]?.[rank] ?? null),
  }));
  const [title, description] =
    share === "own"
      ? [m.analytics_latency_own(), m.analytics_latency_own_text()]
      : [m.analytics_latency_upstream(), m.analytics_latency_upstream_text()];
  return (
    <ChartCard {...{ title, description, buckets: labels, series }} format={milliseconds}>
      <LineChart label={title} buckets={labels} series={series} format={milliseconds} />
    </ChartCard>
  );
}

function layer(
  { buckets }: UsageSeries,
  id: string,
  label: string,
  colour: string,
  value: (bucket: UsageBucket) => number,
): ChartSeries {
  return { id, label, colour, values: buckets.map(value) };
}

const outcomeColours: Record<RequestOutcome, string> = {
  ok: "var(--chart-2)",
  refused: "var(--chart-3)",
  upstream_error: "var(--chart-6)",
  upstream_unreachable: "var(--chart-4)",
  repeated: "var(--chart-5)",
  internal_error: "var(--chart-7)",
};

const percentileLabels: Record<keyof Percentiles, () => string> = {
  p50: m.analytics_p50,
  p95: m.analytics_p95,
  p99: m.analytics_p99,
};
