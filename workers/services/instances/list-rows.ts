import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance as instanceTable } from "../../db/schema";
import type { InstanceStatus } from "../../domain/instance";
import { isReached, type InstanceRow } from "./find";

export interface RowFilter {
  name: string | null;
  upstreamId: string | null;
  number: string | null;
}

export type ListedRow = Omit<InstanceRow, "upstreamToken"> & {
  status: InstanceStatus;
  key: string;
  /** Opened: only for calls upstream. */
  upstreamToken: string;
};

/** A tenant's instances with their live state and their own keys, oldest first, for Evolution's list. */
export async function listRows(
  ctx: Ctx,
  tenantId: string,
  filter: RowFilter,
  onlyInstanceId: string | null,
): Promise<ListedRow[]> {
  const where: (SQL | undefined)[] = [eq(instanceTable.tenantId, tenantId), isNull(instanceTable.deletedAt)];
  if (onlyInstanceId) where.push(eq(instanceTable.id, onlyInstanceId));
  if (filter.name) where.push(eq(instanceTable.name, filter.name));
  if (filter.upstreamId) where.push(eq(instanceTable.upstreamId, filter.upstreamId));
  if (filter.number) where.push(eq(instanceTable.number, filter.number));
  const hub = ctx.hub(tenantId);
  const [rows, statuses] = await Promise.all([
    ctx.db
      .select()
      .from(instanceTable)
      .where(and(...where))
      .orderBy(asc(instanceTable.createdAt)),
    hub.statuses(),
  ]);
  const known = await hub.findInstances(rows.map((row) => row.name));
  return rows.flatMap((row) => {
    const instance = known[row.name];
    const status = statuses[row.id];
    if (!instance || !status || !isReached(ctx, row)) return [];
    return [{ ...row, status, key: instance.key, upstreamToken: instance.upstreamToken }];
  });
}
