import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { botFailures, type BotFailure } from "../../domain/bot-failure";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { relayKinds } from "../../relay/kinds/kinds";
import { relay } from "../../relay/relay";
import type { Trial } from "../../tenant/journal/bot-trials";
import { forbidden } from "../refusals";
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
  if (bot.kind === "openai" && bot.connection.botType === "assistant") {
    return refuse("conflict", "An assistant cannot be tried out here. Write to it from a sandbox phone.");
  }
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

  const call = relayKinds[bot.kind].say({ ...trial, contact: testContact, connection: bot.connection }, read.data.text);
  const sent = { ...call, query: new URLSearchParams(), contentType: null, body: { json: call.body }, test: true };
  const relayed = await relay(ctx, { tenantId: actor.tenantId, subject: bot.id }, sent);
  if (!relayed) return refuse("not_found", "There is no such bot.");

  const { failure, reading, durationMs } = relayed;
  const texts = failure ? [] : (reading?.texts ?? []);
  await journal.keepTrial({
    ...trial,
    session: reading?.ended ? null : (reading?.session ?? trial.session),
    history: failure
      ? trial.history
      : [
          ...trial.history,
          { role: "user" as const, content: read.data.text },
          { role: "assistant" as const, content: texts.join("\n") },
        ].slice(-20),
  });
  const nanoUsd = (await relayed.settled)?.nanoUsd ?? null;
  const { input: tokensIn = 0, cached = 0, output = 0 } = reading?.use ?? {};
  return done({
    session: trial.id,
    texts,
    failure: failure && { cause: failure, message: botFailures[failure] },
    tokens: reading?.use ? { input: tokensIn, cached, output } : null,
    costUsd: nanoUsd === null ? null : nanoUsd / 1_000_000_000,
    durationMs,
  });
}

/** A contact that is nobody's: numbers of this range are never given out. */
const testContact = "15550100000@s.whatsapp.net";
