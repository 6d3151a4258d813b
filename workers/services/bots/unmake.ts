import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable, credential as credentialTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { findBotInstance, type FoundBot } from "./find";
import { removeUpstreamBot } from "./upstream";

/** Deletes a bot upstream and here, with its conversations, its versions and a secret of its own. */
export async function unmakeBot(
  ctx: Ctx,
  actor: TenantActor,
  { bot, instance: name }: FoundBot,
): Promise<Outcome<{ id: string }, BotRefusal>> {
  const instance = await findBotInstance(ctx, actor, name);
  if (!instance.ok) return instance;
  const removed = await removeUpstreamBot(ctx, actor.tenantId, instance.value, bot);
  if (!removed.ok) return removed;
  await ctx.db.batch([
    ctx.db.delete(botTable).where(eq(botTable.id, bot.id)),
    ctx.db.delete(credentialTable).where(eq(credentialTable.botId, bot.id)),
  ]);
  await ctx.hub(actor.tenantId).refresh("bots");
  return done({ id: bot.id });
}
