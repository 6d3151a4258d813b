import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema";
import { may } from "../../domain/actor";
import { addInto, percentilesOf, type Histogram } from "../../domain/latency";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { seriesInput, seriesRange } from "../../domain/series-input";
import { addFigures, noFigures, noOutcomes, type SeriesFigures, type UsageSeries } from "../../domain/usage-series";
import { forbidden } from "../refusals";
import { keyNames } from "../requests/key-names";

/** What was used, by hour or by day of the tenant's time zone, and split by instance, key, operation or outcome. */
export async function readSeries(ctx: Ctx, input: unknown): Promise<Outcome<UsageSeries>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = seriesInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { by = "instance" } = parsed.data;
  const timezone = parsed.data.timezone ?? (await timezoneOf(ctx, actor.tenantId));
  const range = seriesRange(parsed.data, timezone, ctx.now());
  if ("text" in range) return refuse("invalid_input", `${range.field}: ${range.text}`, { field: range.field });

  const { starts, end, step } = range;
  const figures = await ctx.journal(actor.tenantId).usageSeries({ starts, end, by });
  const ids = by === "key" ? figures.groups.map(({ value }) => value) : [];
  const names = await keyNames(ctx, actor.tenantId, ids);
  return done({
    from: starts[0]!,
    to: end,
    step,
    timezone,
    by,
    buckets: figures.buckets.map(({ own, upstream, ...bucket }, index) => ({
      at: starts[index]!,
      ...bucket,
      own: percentilesOf(own),
      upstream: percentilesOf(upstream),
    })),
    groups: figures.groups.map((group) => ({ ...group, label: names.get(group.value ?? "") ?? null })),
    rest: figures.rest,
    totals: totalsOf(figures),
  });
}

async function timezoneOf(ctx: Ctx, tenantId: string): Promise<string> {
  const [row] = await ctx.db.select({ timezone: tenant.timezone }).from(tenant).where(eq(tenant.id, tenantId));
  return row?.timezone ?? "UTC";
}

function totalsOf({ buckets }: SeriesFigures): UsageSeries["totals"] {
  const totals = { ...noFigures(), received: 0, outcomes: noOutcomes() };
  const own: Histogram = [];
  const upstream: Histogram = [];
  for (const bucket of buckets) {
    addFigures(totals, bucket);
    totals.received += bucket.received;
    for (const [outcome, amount] of Object.entries(bucket.outcomes)) {
      totals.outcomes[outcome as keyof typeof bucket.outcomes] += amount;
    }
    addInto(own, bucket.own);
    addInto(upstream, bucket.upstream);
  }
  return { ...totals, own: percentilesOf(own), upstream: percentilesOf(upstream) };
}
