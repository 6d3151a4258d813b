import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { kindRows } from "../../evolution/bots/kinds";
import { findBotInstance } from "../bots/find";
import { unmakeBot } from "../bots/unmake";
import { forbidden } from "../refusals";
import { failed } from "./create";
import { botByEitherId, type BotsAsked } from "./find";

/** `DELETE /<kind>/delete/:id` */
export async function deleteEvolutionBot(
  ctx: Ctx,
  asked: BotsAsked & { id: string },
): Promise<Outcome<object, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await botByEitherId(ctx, actor, instance.value, asked.kind, asked.id);
  if (!found) return failed(`Error deleting ${kindRows[asked.kind].said} bot`);
  const removed = await unmakeBot(ctx, actor, found);
  return removed.ok ? done({ bot: { id: found.bot.upstreamId } }) : removed;
}
