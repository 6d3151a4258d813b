import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import type { BotsAsked } from "./find";
import { outgoingSettings, shownSettings } from "./settings";

/** `POST /<kind>/settings`: what holds for all bots of a kind on an instance. Upstream keeps it. */
export async function saveEvolutionSettings(
  ctx: Ctx,
  asked: BotsAsked & { body: Record<string, unknown> },
): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const { kind } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const body = await outgoingSettings(ctx, actor, instance.value, kind, asked.body);
  const call = { method: "POST" as const, kind, verb: ["settings"], body };
  const saved = await callBots(ctx, actor.tenantId, instance.value, call);
  return saved.ok ? done(await shownSettings(ctx, actor, instance.value, kind, saved.value)) : saved;
}
