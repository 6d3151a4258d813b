import type { Ctx } from "../../context";
import type { BotKind } from "../../domain/bot";
import { refuse, type Refusal } from "../../domain/outcome";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { cleanError, failureRefusal, unusable } from "../answer";
import { forward, swapFor } from "../forward";
import { swapText } from "../swap";

/** A refusal of upstream's, with its own words for those who know them. */
export interface BotRefusal extends Refusal {
  said?: { status: number; body: unknown };
}

export type BotAnswer = { ok: true; value: unknown } | { ok: false; refusal: BotRefusal };

interface BotCall {
  method: "GET" | "POST" | "PUT" | "DELETE";
  kind: BotKind | "chatwoot";
  /** What stands between the kind and the instance in the path, such as `create` or `fetch/<id>`. */
  verb: readonly string[];
  query?: Record<string, string>;
  body?: unknown;
}

/** Calls a bot route of an instance's server. What comes back has been through the swap. */
export async function callBots(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  call: BotCall,
): Promise<BotAnswer> {
  const { kind, verb, method, body } = call;
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : "";
  const path = [kind, ...verb, instance.upstreamName].map(encodeURIComponent).join("/");
  const sent = await forward(ctx, {
    server: instance.server,
    upstreamName: instance.upstreamName,
    path: `/${path}${query}`,
    method,
    apikey: instance.upstreamToken,
    contentType: body === undefined ? null : "application/json",
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!sent.answered) return { ok: false, refusal: failureRefusal(sent.failure) };
  const { response } = sent;
  const broken = unusable(response);
  if (broken) {
    await response.body?.cancel();
    return { ok: false, refusal: broken };
  }
  // Rows upstream are told apart by their relay tokens; what a tenant is told of a bot comes from D1.
  const swap = await swapFor(ctx, instance, tenantId);
  const text = await response.text();
  if (response.ok) return { ok: true, value: parsed(swapText(text, { ...swap, keepsRelayTokens: true })) };
  const told = parsed(cleanError(swapText(text, swap), response.status));
  return { ok: false, refusal: { ...refusalIn(told), said: { status: response.status, body: told } } };
}

/** Upstream's words about a bot in ours, which say what to do and name the field. */
function refusalIn(body: unknown): Refusal {
  const message = (body as { response?: { message?: unknown } } | null)?.response?.message;
  const said = [message].flat(3).find((text) => typeof text === "string") ?? "";
  const known = meanings.find(([words]) => words.test(said));
  return known ? known[1] : refuse("upstream_failed", "The WhatsApp server did not carry this out.").refusal;
}

export const triggerTaken = refuse(
  "conflict",
  "Another bot of this instance begins at the same words. Choose another trigger, or change that bot.",
  { field: "triggers.value" },
).refusal;

export const allTaken = refuse(
  "conflict",
  "This instance has a bot that answers everything already. Switch it off, or choose another trigger.",
  { field: "triggers.type" },
).refusal;

const meanings: readonly (readonly [RegExp, Refusal])[] = [
  [/^Trigger already exists/, triggerTaken],
  [/"All" trigger/, allTaken],
  [
    /is disabled$/,
    refuse("conflict", "The server of this instance runs no bots of this kind. Ask whoever runs it.", { field: "kind" })
      .refusal,
  ],
];

function parsed(text: string): unknown {
  try {
    return text === "" ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
