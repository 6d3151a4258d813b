import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance as instanceTable } from "../../db/schema";
import { sandboxServer } from "../../evolution/server";

export type InstanceRow = typeof instanceTable.$inferSelect;

/** The row of a tenant's instance by its name. Every look-up goes through here, scoped by tenant. */
export async function findInstance(ctx: Ctx, tenantId: string, name: string): Promise<InstanceRow | null> {
  const [row] = await ctx.db
    .select()
    .from(instanceTable)
    .where(and(eq(instanceTable.tenantId, tenantId), eq(instanceTable.name, name), isNull(instanceTable.deletedAt)));
  return row && isReached(ctx, row) ? row : null;
}

/** A sandbox key does not learn of instances that are none of the sandbox's. */
export function isReached(ctx: Ctx, row: Pick<InstanceRow, "server">): boolean {
  return ctx.actor.kind !== "key" || !ctx.actor.sandboxOnly || row.server === sandboxServer;
}
