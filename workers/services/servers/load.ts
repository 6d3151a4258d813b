import { count, eq, isNull, or } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance, server as serverTable } from "../../db/schema";
import { defaultCapacity } from "../../domain/server";
import { evolutionServer } from "../../evolution/server";

export type ServerRow = typeof serverTable.$inferSelect;
export type LoadedServer = ServerRow & { load: number };

/**
 * The servers that may run real numbers, with what they run now: the environment's, the operators', and
 * those that a tenant brought along. The first is there before anybody wrote down a figure about it.
 * @param tenantId leaves out what other tenants brought; null lists everything.
 */
export async function loadServers(ctx: Ctx, tenantId: string | null): Promise<LoadedServer[]> {
  const [rows, loads] = await ctx.db.batch([
    ctx.db
      .select()
      .from(serverTable)
      .where(tenantId === null ? undefined : or(isNull(serverTable.tenantId), eq(serverTable.tenantId, tenantId))),
    ctx.db
      .select({ server: instance.server, instances: count() })
      .from(instance)
      .where(isNull(instance.deletedAt))
      .groupBy(instance.server),
  ]);
  const listed = rows.filter((row) => row.id !== evolutionServer);
  const { evolution } = ctx.settings;
  if (evolution) {
    const known = rows.find((row) => row.id === evolutionServer) ?? unwritten;
    listed.unshift({ ...known, baseUrl: evolution.baseUrl });
  }
  const byServer = new Map(loads.map((row) => [row.server, row.instances]));
  return listed.map((row) => ({ ...row, load: byServer.get(row.id) ?? 0 }));
}

const unwritten: ServerRow = {
  id: evolutionServer,
  name: "Evolution",
  kind: "evolution",
  baseUrl: null,
  globalKey: null,
  tenantId: null,
  capacity: defaultCapacity,
  weight: 1,
  draining: false,
  checkedAt: null,
  failures: 0,
  failure: null,
  latencyMs: null,
  createdAt: 0,
  updatedAt: 0,
};
