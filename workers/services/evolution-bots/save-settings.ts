import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { sandboxServer } from "../../evolution/server";
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
  const isSandbox = instance.value.server === sandboxServer;
  if (kind === "openai" && !isSandbox && asked.body["speechToText"] === true) return noSpeech;
  const body = await outgoingSettings(ctx, actor, instance.value, kind, asked.body);
  const call = { method: "POST" as const, kind, verb: ["settings"], body };
  const saved = await callBots(ctx, actor.tenantId, instance.value, call);
  return saved.ok ? done(await shownSettings(ctx, actor, instance.value, kind, saved.value)) : saved;
}

const noSpeechWords = "speechToText is offered on sandbox phones only. Leave it out, or send false.";
const noSpeechBody = { status: 400, error: "Bad Request", response: { message: [noSpeechWords] } };
/**
 * Evolution sends voice messages to OpenAI's own address, whatever `OPENAI_BASE_URL` says, with what it takes
 * for the key: the relay token would leave for OpenAI, and no recording would ever be put into words.
 */
const noSpeech: { ok: false; refusal: BotRefusal } = {
  ok: false,
  refusal: {
    ...refuse("invalid_input", noSpeechWords, { field: "speechToText" }).refusal,
    said: { status: 400, body: noSpeechBody },
  },
};
