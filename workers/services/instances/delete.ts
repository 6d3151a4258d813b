import { and, eq, inArray, or } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, bot, credential, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { failureRefusal, unusable } from "../../evolution/answer";
import { forward } from "../../evolution/forward";
import { upstreamServer } from "../../evolution/server";
import { forbidden, noInstance } from "../refusals";
import { findInstance } from "./find";

/**
 * Deletes an instance upstream and here. Its name is free and its keys are dead at once; the row stays
 * for a day, so that upstream's last events about it still reach the tenant.
 */
export async function deleteInstance(ctx: Ctx, input: { name: string }): Promise<Outcome<{ name: string }>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const row = await findInstance(ctx, actor.tenantId, input.name);
  if (!row || (actor.kind === "key" && actor.instanceId !== null && actor.instanceId !== row.id)) {
    return noInstance(input.name);
  }
  const sent = await forward(ctx, {
    server: row.server,
    upstreamName: row.upstreamName,
    path: `/instance/delete/${encodeURIComponent(row.upstreamName)}`,
    method: "DELETE",
    apikey: await upstreamServer(ctx, row.server).globalKey(),
  });
  if (!sent.answered) return { ok: false, refusal: failureRefusal(sent.failure) };
  const broken = unusable(sent.response);
  if (broken) return { ok: false, refusal: broken };
  await sent.response.body?.cancel();
  // 404 upstream: it is gone already, and this must end in the same.
  if (!sent.response.ok && sent.response.status !== 404) {
    return { ok: false, refusal: failureRefusal("unreachable") };
  }

  const now = ctx.now();
  const mine = and(eq(instanceTable.id, row.id), eq(instanceTable.tenantId, actor.tenantId));
  // Upstream deletes the bots with the instance. Nothing may stand for one that is gone, least of all in the plan.
  const bots = ctx.db.select({ id: bot.id }).from(bot).where(eq(bot.instanceId, row.id));
  const secrets = or(inArray(credential.botId, bots), eq(credential.instanceId, row.id));
  await ctx.db.batch([
    ctx.db.update(bot).set({ credentialId: null }).where(eq(bot.instanceId, row.id)),
    ctx.db.delete(credential).where(secrets),
    ctx.db.delete(bot).where(eq(bot.instanceId, row.id)),
    ctx.db.update(instanceTable).set({ deletedAt: now, updatedAt: now }).where(mine),
    ctx.db.update(apiKey).set({ revokedAt: now }).where(eq(apiKey.instanceId, row.id)),
  ]);
  await ctx.hub(actor.tenantId).refresh("instances");
  return done({ name: input.name });
}
