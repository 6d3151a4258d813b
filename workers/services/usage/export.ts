import type { Ctx } from "../../context";
import { done, type Outcome } from "../../domain/outcome";
import { requestOutcomes } from "../../domain/request";
import type { UsageSeries } from "../../domain/usage-series";
import { readSeries } from "./series";

/** The series as a file for spreadsheets: the buckets with all their figures, and the requests of each group beside them. */
export async function exportSeries(ctx: Ctx, input: unknown): Promise<Outcome<{ name: string; text: string }>> {
  const read = await readSeries(ctx, input);
  if (!read.ok) return read;
  const series = read.value;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const name = `usage-by-${series.by}-${day(series.from)}-${day(series.to)}.csv`;
  return done({ name, text: csvOf(series) });
}

function csvOf({ by, groups, buckets }: UsageSeries): string {
  const head = [
    "from",
    "requests",
    "messages_charged",
    "messages_sent",
    "messages_failed",
    "messages_received",
    ...requestOutcomes.map((outcome) => `outcome_${outcome}`),
    ...["own", "upstream"].flatMap((share) => ["p50", "p95", "p99"].map((rank) => `${share}_${rank}_ms`)),
    // Never the bare name: spreadsheets run what begins like a formula, and names are anybody's to choose.
    ...groups.map(({ value, label }) => `${by}: ${label ?? value ?? "none"}`),
  ];
  const rows = buckets.map((bucket, index) => [
    new Date(bucket.at).toISOString(),
    bucket.requests,
    bucket.messages,
    bucket.sent,
    bucket.failed,
    bucket.received,
    ...requestOutcomes.map((outcome) => bucket.outcomes[outcome]),
    ...[bucket.own, bucket.upstream].flatMap((share) => [share?.p50, share?.p95, share?.p99]),
    ...groups.map(({ series }) => series[index]),
  ]);
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
