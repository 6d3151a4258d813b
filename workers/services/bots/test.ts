import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { BotKind } from "../../domain/bot";
import { botFailures, type BotFailure } from "../../domain/bot-failure";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { relayKinds } from "../../relay/kinds/kinds";
import { relay } from "../../relay/relay";
import type { Trial } from "../../tenant/journal/bot-trials";
import { forbidden } from "../refusals";
import { askAssistant } from "./ask-assistant";
import { findBotPolicy } from "./find-policy";

/** A message to a bot that is tried out, without WhatsApp. */
export const botTestInput = z.strictObject({
  text: z
    .string("must be a text")
    .trim()
    .min(1, "write something to the bot")
    .max(10_000, "is longer than a message may be"),
  /** The conversation to go on with, as an earlier answer named it; left out to begin one. */
  session: z.string("must be a text").max(100, "is no session of a test").optional(),
});

export interface BotTestAnswer {
  session: string;
  /** What the bot says; empty where it says nothing. */
  texts: string[];
  failure: { cause: BotFailure; message: string } | null;
  tokens: { input: number; cached: number; output: number } | null;
  /** US dollars; null where nobody has said a price. */
  costUsd: number | null;
  durationMs: number;
}

/**
 * Talks to a bot as a contact would, by the very calls that upstream makes and through the relay. What it
 * uses is paid for and counts for budgets; no contact's figures know of it.
 */
export async function testBot(ctx: Ctx, id: string, input: unknown): Promise<Outcome<BotTestAnswer>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const read = botTestInput.safeParse(input);
  if (!read.success) return refuseInput(read.error);
  const bot = await findBotPolicy(ctx, actor, id);
  if (!bot) return refuse("not_found", "There is no such bot.");
  const journal = ctx.journal(actor.tenantId);
  const earlier = read.data.session ? ((await journal.findTrial(read.data.session)) as Trial | null) : null;
  if (read.data.session && earlier?.botId !== bot.id) {
    return refuse("not_found", "This test has ended. Begin another one.", { field: "session" });
  }
  const trial: Trial = earlier ?? {
    id: `try_${crypto.randomUUID().replaceAll("-", "")}`,
    botId: bot.id,
    session: null,
    history: [],
  };

  const isAssistant = bot.kind === "openai" && bot.connection.botType === "assistant";
  const ask = isAssistant ? askAssistant : askOnce(bot.kind);
  const talk = { ...trial, contact: testContact, connection: bot.connection };
  const said = await ask(ctx, { tenantId: actor.tenantId, subject: bot.id }, talk, read.data.text);
  if (!said) return refuse("not_found", "There is no such bot.");

  const { texts, failure, use, nanoUsd, durationMs } = said;
  const history = [
    ...trial.history,
    { role: "user" as const, content: read.data.text },
    { role: "assistant" as const, content: texts.join("\n") },
  ];
  await journal.keepTrial({ ...trial, session: said.session, history: failure ? trial.history : history.slice(-20) });
  return done({
    session: trial.id,
    texts,
    failure: failure && { cause: failure, message: botFailures[failure] },
    tokens: use && { input: use.input, cached: use.cached, output: use.output },
    costUsd: nanoUsd === null ? null : nanoUsd / 1_000_000_000,
    durationMs,
  });
}

/** One call, one answer: every kind but assistants. */
function askOnce(kind: BotKind): typeof askAssistant {
  return async (ctx, who, talk, text) => {
    const call = relayKinds[kind].say(talk, text);
    const sent = { ...call, query: new URLSearchParams(), contentType: null, body: { json: call.body }, test: true };
    const relayed = await relay(ctx, who, sent);
    if (!relayed) return null;
    const { failure, reading } = relayed;
    return {
      texts: failure ? [] : (reading?.texts ?? []),
      failure,
      use: reading?.use ?? null,
      nanoUsd: (await relayed.settled)?.nanoUsd ?? null,
      session: reading?.ended ? null : (reading?.session ?? talk.session),
      durationMs: relayed.durationMs,
    };
  };
}

/** A contact that is nobody's: numbers of this range are never given out. */
const testContact = "15550100000@s.whatsapp.net";
