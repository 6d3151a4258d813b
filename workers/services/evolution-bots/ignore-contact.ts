import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import type { BotsAsked } from "./find";

/** `POST /<kind>/ignoreJid`: upstream keeps the list in the instance's settings. */
export async function ignoreEvolutionContact(
  ctx: Ctx,
  asked: BotsAsked & { body: Record<string, unknown> },
): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const { kind } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const { remoteJid, action } = asked.body;
  const call = { method: "POST" as const, kind, verb: ["ignoreJid"], body: { remoteJid, action } };
  const changed = await callBots(ctx, actor.tenantId, instance.value, call);
  return changed.ok ? done(changed.value) : changed;
}
