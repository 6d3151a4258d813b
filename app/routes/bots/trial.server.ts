import * as z from "zod";
import type { Trial, TrialLine } from "#app/components/bots/test-chat";
import type { Ctx } from "#workers/context";
import { botFailures, type BotFailure } from "#workers/domain/bot-failure";
import { testBot } from "#workers/services/bots/test";

/** Says what a form holds to a bot, and gives the talk with it back for the page to carry on. */
export async function sayToBot(ctx: Ctx, id: string, form: FormData): Promise<Trial> {
  const text = String(form.get("text") ?? "");
  const conversation = String(form.get("conversation") ?? "");
  const lines = linesIn(form.get("lines"));
  const asked = { text, ...(conversation ? { session: conversation } : {}) };
  let said = await testBot(ctx, id, asked);
  // A talk that lay for a day is forgotten; whoever comes back to it begins another.
  if (!said.ok && said.refusal.field === "session") said = await testBot(ctx, id, { text });
  if (!said.ok) return { conversation, lines, refusal: said.refusal, text };
  const { session, texts, failure, tokens, costUsd, durationMs } = said.value;
  const answer = { by: "bot" as const, texts, failure: failure?.cause ?? null, tokens, costUsd, durationMs };
  return { conversation: session, lines: [...lines, { by: "person", text }, answer] };
}

/** What the page says was said. It is shown again and goes nowhere else, so anything else in it is just left out. */
function linesIn(sent: FormDataEntryValue | null): TrialLine[] {
  try {
    const read = transcript.safeParse(JSON.parse(String(sent ?? "[]")));
    return read.success ? read.data.slice(-keptLines) : [];
  } catch {
    return [];
  }
}

const keptLines = 200;

const transcript = z.array(
  z.discriminatedUnion("by", [
    z.object({ by: z.literal("person"), text: z.string() }),
    z.object({
      by: z.literal("bot"),
      texts: z.array(z.string()),
      failure: z.enum(Object.keys(botFailures) as BotFailure[]).nullable(),
      tokens: z.object({ input: z.number(), output: z.number() }).nullable(),
      costUsd: z.number().nullable(),
      durationMs: z.number(),
    }),
  ]),
);
