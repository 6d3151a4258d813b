import { eq, inArray } from "drizzle-orm";
import type { Ctx } from "../../context";
import { credential as credentialTable, instance as instanceTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { removeUpstreamCredential } from "../../evolution/bots/upstream-credential";
import { evolutionFailure } from "../bots/conflict";
import type { FoundCredential } from "./find";

/** Deletes a credential that nothing uses: no bot, and no instance for its voice messages. */
export async function discardCredential(
  ctx: Ctx,
  actor: TenantActor,
  { credential, bots }: FoundCredential,
): Promise<Outcome<{ id: string }, BotRefusal>> {
  if (bots > 0) {
    const { refusal } = refuse(
      "conflict",
      `${bots === 1 ? "A bot uses" : `${bots} bots use`} this credential. Give them another one first.`,
    );
    return { ok: false, refusal: { ...refusal, said: evolutionFailure("Error deleting openai creds") } };
  }
  const hub = ctx.hub(actor.tenantId);
  for (const { name, upstreamId } of await upstreamRows(ctx, credential.upstreamIds)) {
    const instance = (await hub.findInstances([name]))[name];
    if (!instance || instance.deleted) continue;
    const removed = await removeUpstreamCredential(ctx, actor.tenantId, instance, upstreamId);
    if (removed.ok || removed.refusal.said?.status === 404) continue;
    const { said } = removed.refusal;
    if (!said) return removed;
    const text = `The settings of the instance "${name}" use this credential for voice messages. Choose another there first.`;
    return { ok: false, refusal: { ...refuse("conflict", text).refusal, said } };
  }
  await ctx.db.delete(credentialTable).where(eq(credentialTable.id, credential.id));
  await hub.refresh("bots");
  return done({ id: credential.id });
}

async function upstreamRows(ctx: Ctx, upstreamIds: Record<string, string>) {
  const ids = Object.keys(upstreamIds);
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: instanceTable.id, name: instanceTable.name })
    .from(instanceTable)
    .where(inArray(instanceTable.id, ids.slice(0, 90)));
  return rows.map(({ id, name }) => ({ name, upstreamId: upstreamIds[id]! }));
}
