import { and, desc, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import type { Degraded } from "../../domain/health";
import type { InstanceState, InstanceStatus, InstanceSummary } from "../../domain/instance";
import { planOf } from "../../domain/plan";
import { done, type Outcome } from "../../domain/outcome";
import { sandboxServer } from "../../evolution/server";
import { tenant } from "../../db/schema";
import { forbidden } from "../refusals";
import { isReached } from "./find";

interface Filter {
  search?: string;
  state?: InstanceState;
}

/** The tenant's instances, newest first. `total` counts all of them, whatever the filter. */
export async function listInstances(
  ctx: Ctx,
  filter: Filter,
): Promise<Outcome<{ instances: InstanceSummary[]; total: number; limit: number }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const [[rows, tenants], statuses, degraded] = await Promise.all([
    ctx.db.batch([
      ctx.db
        .select()
        .from(instanceTable)
        .where(and(eq(instanceTable.tenantId, actor.tenantId), isNull(instanceTable.deletedAt)))
        .orderBy(desc(instanceTable.createdAt)),
      ctx.db.select({ plan: tenant.plan }).from(tenant).where(eq(tenant.id, actor.tenantId)),
    ]),
    ctx.hub(actor.tenantId).statuses(),
    ctx.hub(actor.tenantId).degraded(),
  ]);
  const all = rows
    .filter((row) => isReached(ctx, row))
    .map((row) => toSummary(row, statuses[row.id], degraded[row.id] ?? null));
  const wanted = filter.search?.trim().toLowerCase();
  const instances = all.filter(
    (instance) =>
      (!filter.state || instance.state === filter.state) &&
      (!wanted ||
        [instance.name, instance.number, instance.ownerJid, instance.profileName].some((text) =>
          text?.toLowerCase().includes(wanted),
        )),
  );
  return done({ instances, total: all.length, limit: planOf(tenants[0]?.plan ?? "free").instances });
}

export function toSummary(
  row: typeof instanceTable.$inferSelect,
  status: InstanceStatus | undefined,
  degraded: Degraded | null,
): InstanceSummary {
  return {
    id: row.id,
    name: row.name,
    integration: row.integration,
    server: row.server,
    sandbox: row.server === sandboxServer,
    number: row.number,
    state: status?.state ?? "close",
    ownerJid: status?.ownerJid ?? null,
    profileName: status?.profileName ?? null,
    disconnectionReasonCode: status?.disconnectionReasonCode ?? null,
    degraded,
    changedAt: status?.changedAt || row.createdAt,
    createdAt: row.createdAt,
  };
}
