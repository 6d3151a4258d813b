import type { Ctx } from "../../context";
import type { TenantActor } from "../../domain/actor";
import type { BotPolicy } from "../../tenant/hub/bot-policy";

/** A bot of the actor's tenant as the hub knows it; null for none, and for another instance's than the key's. */
export async function findBotPolicy(ctx: Ctx, actor: TenantActor, id: string): Promise<BotPolicy | null> {
  // The stub's types leave out whatever holds `unknown`, as what a tenant has set for a bot does.
  const bot = (await ctx.hub(actor.tenantId).findBot(id)) as unknown as BotPolicy | null;
  const bound = actor.kind === "key" ? actor.instanceId : null;
  return bot && (bound === null || bound === bot.instanceId) ? bot : null;
}
