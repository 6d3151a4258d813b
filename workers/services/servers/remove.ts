import { and, count, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance, server as serverTable } from "../../db/schema";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { evolutionServer, forgetServer } from "../../evolution/server";
import { noServer, operatorsOnly } from "../refusals";

/** Forgets a server that runs nothing. One that still does is drained first: its instances would be lost. */
export async function removeServer(ctx: Ctx, input: { id: string }): Promise<Outcome<{ id: string }>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const { id } = input;
  if (id === evolutionServer) {
    return refuse("conflict", "This server is set in the environment and is removed there.");
  }
  const [held] = await ctx.db
    .select({ instances: count() })
    .from(instance)
    .where(and(eq(instance.server, id), isNull(instance.deletedAt)));
  if (held && held.instances > 0) {
    return refuse("conflict", `This server still runs ${held.instances} instances. Drain it and move them first.`);
  }
  const removed = await ctx.db.delete(serverTable).where(eq(serverTable.id, id)).returning({ id: serverTable.id });
  forgetServer(id);
  return removed.length > 0 ? done({ id }) : noServer;
}
