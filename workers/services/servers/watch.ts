import { and, isNotNull, lt, notExists, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance, server as serverTable } from "../../db/schema";
import { checkServer } from "../../evolution/health";
import { loadServers } from "./load";

/**
 * The regular look at every server: one that does not answer takes nothing new from its second failure
 * on, and is back with its first success. Servers that tenants brought and left empty are forgotten.
 */
export async function watchServers(ctx: Ctx): Promise<void> {
  const servers = await loadServers(ctx, null);
  // One that cannot even be asked must not keep the others from being looked at.
  await Promise.allSettled(servers.map(({ id }) => checkServer(ctx, id)));
  const held = ctx.db.select({ id: instance.id }).from(instance).where(eq(instance.server, serverTable.id));
  await ctx.db
    .delete(serverTable)
    .where(and(isNotNull(serverTable.tenantId), lt(serverTable.updatedAt, ctx.now() - emptyForMs), notExists(held)));
}

/** Longer than anybody thinks about what to move. */
const emptyForMs = 24 * 60 * 60_000;
