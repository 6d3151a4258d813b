import { and, eq, or } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable } from "../../db/schema";
import { may, type TenantActor } from "../../domain/actor";
import type { BotKind } from "../../domain/bot";
import { done, type Outcome } from "../../domain/outcome";
import { evolutionRow } from "../../evolution/bots/wire";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { findBotInstance, findBots, type FoundBot } from "../bots/find";
import { forbidden } from "../refusals";

/** Which bots of which instance a route of Evolution's speaks of. */
export interface BotsAsked {
  kind: BotKind;
  instance: string;
}

/** `GET /<kind>/find`: the bots of an instance, oldest first, as upstream lists them. */
export async function findEvolutionBots(ctx: Ctx, asked: BotsAsked): Promise<Outcome<object[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await findBots(ctx, actor, ofKind(instance.value, asked.kind));
  return done(found.reverse().map((one) => toEvolutionRow(one, instance.value)));
}

/** `GET /<kind>/fetch/:id`: the bot, or null. Upstream shows any instance's; here, only this one's. */
export async function fetchEvolutionBot(ctx: Ctx, asked: BotsAsked & { id: string }): Promise<Outcome<object | null>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await botByEitherId(ctx, actor, instance.value, asked.kind, asked.id);
  return done(found && toEvolutionRow(found, instance.value));
}

/** A bot of an instance by the id that upstream gave it, or by Zapin's. */
export async function botByEitherId(
  ctx: Ctx,
  actor: TenantActor,
  instance: InstancePolicy,
  kind: BotKind,
  id: string,
): Promise<FoundBot | null> {
  const either = or(eq(botTable.upstreamId, id), eq(botTable.id, id));
  const [found] = await findBots(ctx, actor, and(ofKind(instance, kind), either));
  return found ?? null;
}

export function toEvolutionRow({ bot, credential }: FoundBot, instance: InstancePolicy): Record<string, unknown> {
  return evolutionRow(bot, credential, instance.upstreamId ?? instance.id);
}

export function ofKind(instance: InstancePolicy, kind: BotKind) {
  return and(eq(botTable.instanceId, instance.id), eq(botTable.kind, kind));
}
