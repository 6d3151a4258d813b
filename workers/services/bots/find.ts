import { and, desc, eq, isNull, type SQL } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable, credential as credentialTable, instance as instanceTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { botKindTitles, type PublicBot } from "../../domain/bot";
import { done, refuse, type Outcome } from "../../domain/outcome";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { noInstance } from "../refusals";

/** A bot with what belongs to it. */
export interface FoundBot {
  bot: typeof botTable.$inferSelect;
  credential: typeof credentialTable.$inferSelect | null;
  /** The tenant's name for the instance. */
  instance: string;
}

/** Bots of the actor's tenant, newest first. A key of one instance sees that one's only. */
export async function findBots(ctx: Ctx, actor: TenantActor, where?: SQL): Promise<FoundBot[]> {
  const bound = actor.kind === "key" ? actor.instanceId : null;
  return ctx.db
    .select({ bot: botTable, credential: credentialTable, instance: instanceTable.name })
    .from(botTable)
    .innerJoin(instanceTable, eq(instanceTable.id, botTable.instanceId))
    .leftJoin(credentialTable, eq(credentialTable.id, botTable.credentialId))
    .where(
      and(
        eq(botTable.tenantId, actor.tenantId),
        isNull(instanceTable.deletedAt),
        bound ? eq(botTable.instanceId, bound) : undefined,
        where,
      ),
    )
    .orderBy(desc(botTable.createdAt), desc(botTable.id));
}

/** One of them by its id; null for another tenant's, another instance's or none. */
export async function findBot(ctx: Ctx, actor: TenantActor, id: string): Promise<FoundBot | null> {
  const [found] = await findBots(ctx, actor, eq(botTable.id, id));
  return found ?? null;
}

/** The instance on which an actor wants a bot, as the gateway would be given it. */
export async function findBotInstance(ctx: Ctx, actor: TenantActor, name: string): Promise<Outcome<InstancePolicy>> {
  const found = (await ctx.hub(actor.tenantId).findInstances([name]))[name];
  const bound = actor.kind === "key" ? actor.instanceId : null;
  if (!found || found.deleted || (bound && bound !== found.id)) return noInstance(name);
  return done(found);
}

export function toPublicBot({ bot, credential, instance }: FoundBot): PublicBot {
  return {
    id: bot.id,
    kind: bot.kind,
    name: bot.name || botKindTitles[bot.kind],
    instance,
    enabled: bot.enabled,
    upstreamId: bot.upstreamId,
    connection: bot.connection,
    triggers: bot.triggers,
    behaviour: bot.behaviour,
    credential: credential && {
      id: credential.id,
      name: credential.name,
      hint: credential.hint,
      isOwn: credential.botId !== null,
    },
    fallbackText: bot.fallbackText,
    budget: bot.budget,
    budgetAction: bot.budgetAction,
    promptVersion: bot.promptVersion,
    createdAt: bot.createdAt,
    updatedAt: bot.updatedAt,
  };
}

export const noBot = refuse("not_found", "There is no such bot.");
