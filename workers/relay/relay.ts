import type { Ctx } from "../context";
import type { BotKind } from "../domain/bot";
import type { BotFailure } from "../domain/bot-failure";
import { RecentMap } from "../secrets/recent-map";
import type { RelaySubject } from "../secrets/relay-token";
import type { AnswerPermit } from "../tenant/hub/bot-admission";
import { askAsBot, type Asked } from "./ask";
import { eventText } from "./events";
import { textAt, type JsonObject } from "./json";
import type { BotCall, Reading, RelayKind, RelayStep, ReplyBody } from "./kinds/kind";
import { relayKinds } from "./kinds/kinds";
import { report, type Settled } from "./report";

/** A call as it came to the relay: from upstream, or from somebody who tries a bot out. */
export interface RelayCall {
  method: string;
  /** What stands behind the token. */
  path: string;
  query: URLSearchParams;
  contentType: string | null;
  body: { json: JsonObject } | { stream: ReadableStream<Uint8Array> | null };
  /** Set for a trial, which is no contact's conversation. */
  test?: boolean;
}

/** What became of a call. */
export interface Relayed {
  response: Response;
  failure: BotFailure | null;
  /** What the answer said; null for one that still streams. */
  reading: Reading | null;
  durationMs: number;
  /** What it cost, once that is counted. */
  settled: Promise<Settled | null>;
}

/**
 * Carries a call of a bot to its far end and the answer back: without upstream's keys, with the tenant's own,
 * to an address that may be called, within its budget. Whatever fails becomes an answer with which the bot
 * says its fallback text or nothing; upstream never hears of it, since Evolution would tell the contact.
 * Null for a call that no bot of this kind makes, and for a bot that is not there any more.
 */
export async function relay(ctx: Ctx, who: RelaySubject, sent: RelayCall): Promise<Relayed | null> {
  const startedAt = ctx.now();
  const kind = await kindOf(ctx, who);
  const found = kind && stepOf(relayKinds[kind], sent);
  if (!kind || !found) return null;
  const { step, call } = found;
  // The stub's types leave out whatever holds `unknown`, as what a tenant has set for a bot does.
  const permit = (await ctx.hub(who.tenantId).openAnswer({
    subject: who.subject,
    gated: step.gated,
    session: step.speaker(call).session,
    atMost: step.atMost?.(call) ?? null,
    model: textAt(call.body, "model"),
    isTrial: sent.test ?? false,
  })) as unknown as AnswerPermit;
  if (!permit.permitted && permit.reason !== "budget") return quiet(step, call);

  const asked: Asked = permit.permitted ? await askAsBot(ctx, kind, permit, step, call) : failed("budget");
  const durationMs = ctx.now() - startedAt;
  const settled = report(
    ctx,
    { who, kind, permit, step, call, startedAt, durationMs, test: sent.test ?? false },
    asked,
  );
  ctx.waitUntil(settled);
  if (asked.outcome === "failed") {
    const response = responseOf(step.reply(fallbackOf(permit, asked.failure), call, asked.failure));
    return { response, failure: asked.failure, reading: asked.reading, durationMs, settled };
  }
  const headers = { "content-type": asked.contentType, "cache-control": "no-store" };
  const response = new Response(asked.body, { headers });
  return { response, failure: null, reading: asked.outcome === "read" ? asked.reading : null, durationMs, settled };
}

/** What the bot says in place of an answer. */
function fallbackOf(permit: AnswerPermit, failure: BotFailure): string {
  const bot = "bot" in permit ? permit.bot : null;
  return failure === "budget" && bot?.budgetAction === "stop" ? "" : (bot?.fallbackText ?? "");
}

function failed(failure: BotFailure): Asked {
  return { outcome: "failed", failure, reading: null };
}

/** A bot that is switched off says nothing, and nothing is counted. */
function quiet(step: RelayStep, call: BotCall): Relayed {
  const response = responseOf(step.reply("", call, null));
  return { response, failure: null, reading: null, durationMs: 0, settled: Promise.resolve(null) };
}

function responseOf(reply: ReplyBody): Response {
  if ("json" in reply) return Response.json(reply.json, { status: reply.status ?? 200 });
  return new Response(eventText(reply.events), { headers: { "content-type": "text/event-stream; charset=utf-8" } });
}

/** The step that a call is, with what it holds; null for a call that this kind of bot never makes. */
export function stepOf(kind: RelayKind, sent: RelayCall): { step: RelayStep; call: BotCall } | null {
  for (const step of kind.steps) {
    const ids = step.method === sent.method ? step.path.exec(sent.path) : null;
    if (!ids) continue;
    const { method, query, contentType, body } = sent;
    const [json, stream] = "json" in body ? [body.json, null] : [{}, body.stream];
    return { step, call: { method, ids: ids.slice(1), query, contentType, body: json, stream } };
  }
  return null;
}

/** A bot's kind never changes, so one look is enough for an isolate. */
async function kindOf(ctx: Ctx, { tenantId, subject }: RelaySubject): Promise<BotKind | null> {
  const known = kinds.get(subject);
  if (known) return known;
  const hub = ctx.hub(tenantId);
  const kind = await hub.botKind(subject);
  if (kind) kinds.set(subject, kind);
  return kind;
}

const kinds = new RecentMap<string, BotKind>(2_000);
