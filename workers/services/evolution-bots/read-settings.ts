import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import type { BotsAsked } from "./find";
import { shownSettings } from "./settings";

/** `GET /<kind>/fetchSettings` */
export async function readEvolutionSettings(ctx: Ctx, asked: BotsAsked): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const { kind } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const call = { method: "GET" as const, kind, verb: ["fetchSettings"] };
  const read = await callBots(ctx, actor.tenantId, instance.value, call);
  return read.ok ? done(await shownSettings(ctx, actor, instance.value, kind, read.value)) : read;
}
