import { eq, max, sql } from "drizzle-orm";
import type { Ctx } from "../../context";
import { dayMeters, usageDay } from "../../db/schema";

const dayMs = 24 * 60 * 60_000;
/** A round that failed is made up for by a later one, up to this many days. */
const daysBack = 35;

/** Writes a tenant's finished days to D1: those since the last that is there, which is written again. */
export async function recordUsageDays(ctx: Ctx, tenantId: string): Promise<void> {
  const today = Math.floor(ctx.now() / dayMs) * dayMs;
  const [last] = await ctx.db
    .select({ day: max(usageDay.day) })
    .from(usageDay)
    .where(eq(usageDay.tenantId, tenantId));
  const first = Math.max(today - daysBack * dayMs, last?.day ? Date.parse(last.day) : 0);
  const starts = Array.from({ length: Math.round((today - first) / dayMs) }, (_, index) => first + index * dayMs);
  if (starts.length === 0) return;

  const { buckets } = await ctx.journal(tenantId).usageSeries({ starts, end: today, by: "outcome" });
  const rows = buckets.flatMap((bucket, index) =>
    dayMeters
      .filter((meter) => bucket[meter] > 0)
      .map((meter) => ({
        tenantId,
        day: new Date(starts[index]!).toISOString().slice(0, 10),
        meter,
        amount: bucket[meter],
      })),
  );
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await ctx.db
      .insert(usageDay)
      .values(rows.slice(at, at + rowsAtOnce))
      .onConflictDoUpdate({
        target: [usageDay.tenantId, usageDay.day, usageDay.meter],
        set: { amount: sql`excluded.amount` },
      });
  }
}

/** D1 binds a hundred values at most. */
const rowsAtOnce = 20;
