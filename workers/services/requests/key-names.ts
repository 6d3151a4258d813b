import { and, eq, inArray } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, instance } from "../../db/schema";

/** What people call these keys. An instance's own key goes by the instance's name. */
export async function keyNames(
  ctx: Ctx,
  tenantId: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids.filter((id): id is string => id !== null))];
  if (asked.length === 0) return new Map();
  const chunks = Array.from({ length: Math.ceil(asked.length / chunkSize) }, (_, at) =>
    asked.slice(at * chunkSize, (at + 1) * chunkSize),
  );
  const read = await Promise.all(
    chunks.map((chunk) =>
      ctx.db
        .select({ id: apiKey.id, name: apiKey.name, kind: apiKey.kind, instance: instance.name })
        .from(apiKey)
        .leftJoin(instance, eq(instance.id, apiKey.instanceId))
        .where(and(eq(apiKey.tenantId, tenantId), inArray(apiKey.id, chunk))),
    ),
  );
  return new Map(
    read.flat().map((row) => [row.id, row.kind === "instance" ? (row.instance ?? row.name) : row.name] as const),
  );
}

/** D1 binds a hundred values at most. */
const chunkSize = 90;
