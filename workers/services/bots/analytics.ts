import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import type { BotAnalytics, ContactFigures, ModelFigures, StepFigures } from "../../tenant/journal/bot-analytics";
import { forbidden } from "../refusals";
import { findBotPolicy } from "./find-policy";

export const botAnalyticsRanges = ["24h", "7d", "30d"] as const;
export const botAnalyticsInput = z.object({
  range: z.enum(botAnalyticsRanges, { error: "must be 24h, 7d or 30d" }).default("7d"),
});

type InDollars<Figures> = Omit<Figures, "nanoUsd"> & { costUsd: number };

/** What a bot did, with money in US dollars. */
export interface PublicBotAnalytics extends Omit<BotAnalytics, "nanoUsd" | "steps" | "models" | "byContact"> {
  range: (typeof botAnalyticsRanges)[number];
  from: number;
  until: number;
  stepMs: number;
  costUsd: number;
  /** Answers among all messages that asked for one, from 0 to 1; null where none did. */
  answerRate: number | null;
  /** Conversations that a person took over, from 0 to 1. */
  handOffRate: number | null;
  /** Every hour or day of the range, those without an answer too. */
  steps: InDollars<StepFigures>[];
  models: InDollars<ModelFigures>[];
  byContact: InDollars<ContactFigures>[];
}

/** How a bot did in the last day, week or month: conversations, answers, time, tokens and money. */
export async function readBotAnalytics(ctx: Ctx, id: string, input: unknown): Promise<Outcome<PublicBotAnalytics>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const read = botAnalyticsInput.safeParse(input);
  if (!read.success) return refuseInput(read.error);
  const bot = await findBotPolicy(ctx, actor, id);
  if (!bot) return refuse("not_found", "There is no such bot.");

  const { steps: count, stepMs } = spans[read.data.range];
  // Whole hours and days (UTC), the running one included.
  const until = (Math.floor(ctx.now() / stepMs) + 1) * stepMs;
  const from = until - count * stepMs;
  const found = (await ctx
    .journal(actor.tenantId)
    .botAnalytics({ botId: bot.id, from, until, stepMs })) as BotAnalytics;
  const { nanoUsd, steps, models, byContact, ...figures } = found;
  const failures = Object.values(figures.failures).reduce((sum, number) => sum + number, 0);
  const known = new Map(steps.map((step) => [step.start, step]));
  return done({
    ...figures,
    range: read.data.range,
    from,
    until,
    stepMs,
    costUsd: dollars(nanoUsd),
    answerRate: share(figures.answers, figures.answers + failures),
    handOffRate: share(figures.handedOff, figures.conversations),
    steps: Array.from({ length: count }, (_, index) => {
      const start = from + index * stepMs;
      return inDollars(known.get(start) ?? { start, answers: 0, failures: 0, tokens: 0, nanoUsd: 0 });
    }),
    models: models.map(inDollars),
    byContact: byContact.map(inDollars),
  });
}

function inDollars<Figures extends { nanoUsd: number }>({ nanoUsd, ...rest }: Figures): InDollars<Figures> {
  return { ...rest, costUsd: dollars(nanoUsd) };
}

function dollars(nanoUsd: number): number {
  return nanoUsd / 1_000_000_000;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

const hourMs = 60 * 60_000;
const spans = {
  "24h": { steps: 24, stepMs: hourMs },
  "7d": { steps: 7, stepMs: 24 * hourMs },
  "30d": { steps: 30, stepMs: 24 * hourMs },
} as const;
