import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { sessionsOf } from "../../evolution/bots/session";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import { botByEitherId, type BotsAsked } from "./find";

/** `GET /<kind>/fetchSessions/:id`. A bot that is not there has none; upstream would show those of all. */
export async function listEvolutionSessions(
  ctx: Ctx,
  asked: BotsAsked & { id: string },
): Promise<Outcome<object[], BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const { kind } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await botByEitherId(ctx, actor, instance.value, kind, asked.id);
  if (!found) return done([]);
  const { upstreamId } = found.bot;
  const call = { method: "GET" as const, kind, verb: ["fetchSessions", upstreamId] };
  const listed = await callBots(ctx, actor.tenantId, instance.value, call);
  if (!listed.ok) return listed;
  return done(sessionsOf(listed.value, new Set([upstreamId]), `${ctx.settings.publicUrl}/v1`));
}
