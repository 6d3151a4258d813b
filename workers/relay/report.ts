import type { Ctx } from "../context";
import type { BotKind } from "../domain/bot";
import { botFailures, type BotFailure } from "../domain/bot-failure";
import type { OwnEvent } from "../domain/own-event";
import type { RelaySubject } from "../secrets/relay-token";
import type { AnswerPermit } from "../tenant/hub/bot-admission";
import type { BotPolicy } from "../tenant/hub/bot-policy";
import type { Asked } from "./ask";
import { textAt } from "./json";
import type { BotCall, Reading, RelayStep } from "./kinds/kind";

/** A call and all that is known of it before its outcome. */
export interface Told {
  who: RelaySubject;
  kind: BotKind;
  permit: AnswerPermit;
  step: RelayStep;
  call: BotCall;
  startedAt: number;
  durationMs: number;
  test: boolean;
}

/** What an answer came to. */
export interface Settled {
  /** Billionths of a dollar; null where nobody has said a price. */
  nanoUsd: number | null;
}

/**
 * Counts an answer, off its path: in the hub what it cost, in the journal that it was given, and tells the
 * tenant of what failed and of budgets that come to their end. Null for a call that is no answer yet.
 */
export async function report(ctx: Ctx, told: Told, asked: Asked): Promise<Settled | null> {
  const { reading, failure } = await endOf(asked);
  const { who, permit, call } = told;
  const ticket = permit.permitted ? permit.ticket : null;
  if (ticket === null && !counts(told, reading, failure)) return null;

  const bot = "bot" in permit ? permit.bot : null;
  const model = reading?.model ?? textAt(call.body, "model");
  const { nanoUsd, notices } = await ctx.hub(who.tenantId).settleAnswer({
    ticket,
    subject: who.subject,
    model,
    use: reading?.use ?? null,
    nanoUsd: reading?.nanoUsd ?? null,
    id: reading?.id ?? null,
  });
  // Of a budget people are told by mail as well. The queue tries that again where it fails, and it comes before
  // what may fail here, since the hub says it once.
  if (notices.length > 0) {
    await ctx.events.sendBatch(notices.map((notice) => ({ body: { tenantId: who.tenantId, notice } })));
  }
  if (bot && counts(told, reading, failure)) await record(ctx, told, bot, { reading, failure, model, nanoUsd });
  const events = bot ? failureEvents(ctx, told, bot, failure) : [];
  if (events.length > 0) await ctx.journal(who.tenantId).emit(events);
  return { nanoUsd };
}

async function endOf(asked: Asked): Promise<{ reading: Reading | null; failure: BotFailure | null }> {
  if (asked.outcome === "streams") return asked.end;
  return { reading: asked.reading, failure: asked.outcome === "failed" ? asked.failure : null };
}

/** A call that is only a part of an answer counts when it fails, since no more of the answer follows then. */
function counts({ step }: Told, reading: Reading | null, failure: BotFailure | null): boolean {
  return failure === null ? (reading?.counts ?? false) : step.answers;
}

async function record(
  ctx: Ctx,
  { who, step, call, startedAt, durationMs, test }: Told,
  bot: BotPolicy,
  outcome: { reading: Reading | null; failure: BotFailure | null; model: string | null; nanoUsd: number | null },
): Promise<void> {
  const { reading, failure, model, nanoUsd } = outcome;
  const speaker = step.speaker(call);
  await ctx.journal(who.tenantId).recordAnswers([
    {
      id: reading?.id ? `${bot.id}:${reading.id}` : ctx.requestId,
      at: startedAt,
      botId: bot.id,
      instanceId: bot.instanceId,
      session: reading?.session ?? speaker.session,
      contact: speaker.contact,
      name: speaker.name,
      text: speaker.text,
      failure,
      durationMs: reading?.durationMs ?? durationMs,
      messages: failure ? 0 : (reading?.messages ?? reading?.texts.length ?? 0),
      model,
      use: reading?.use ?? null,
      nanoUsd,
      ended: failure === null && (reading?.ended ?? false),
      test,
    },
  ]);
}

/** One event for each bot and cause in five minutes: a provider that is down must not drown the log. */
function failureEvents({ now }: Ctx, { test }: Told, bot: BotPolicy, failure: BotFailure | null): OwnEvent[] {
  if (failure === null || test) return [];
  const at = now();
  return [
    {
      id: `bot-failed:${bot.id}:${failure}:${Math.floor(at / quietMs)}`,
      type: "zapin.bot.failed",
      instanceId: bot.instanceId,
      instance: bot.instance,
      at,
      data: { botId: bot.id, name: bot.name, kind: bot.kind, cause: failure, error: botFailures[failure] },
    },
  ];
}

const quietMs = 5 * 60_000;
