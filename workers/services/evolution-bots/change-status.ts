import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { sessionStatuses } from "../../domain/bot";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { findBotInstance } from "../bots/find";
import { setSessionStatus } from "../bots/session-status";
import { forbidden } from "../refusals";
import type { BotsAsked } from "./find";

/** `POST /<kind>/changeStatus`. Ending a conversation never ends another instance's with the same contact. */
export async function changeEvolutionStatus(
  ctx: Ctx,
  asked: BotsAsked & { body: Record<string, unknown> },
): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const { kind, body } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const { remoteJid } = body;
  const status = sessionStatuses.find((known) => known === body["status"]);
  if (typeof remoteJid === "string" && status) {
    const changed = await setSessionStatus(ctx, actor.tenantId, instance.value, { kind, remoteJid, status });
    return changed.ok ? done(changed.value) : changed;
  }
  // Upstream finds fault with it in its own words; with what is left out here it does nothing else.
  const faulty = { ...(remoteJid === undefined ? {} : { remoteJid }), ...(status ? {} : { status: body["status"] }) };
  const call = { method: "POST" as const, kind, verb: ["changeStatus"], body: faulty };
  const refused = await callBots(ctx, actor.tenantId, instance.value, call);
  return refused.ok ? done(refused.value) : refused;
}
