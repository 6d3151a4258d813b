import type { Ctx } from "../context";
import type { Admission, Admitted, AdmissionRequest, InstanceTarget } from "../tenant/hub/admission";
import type { IdempotencyClaim } from "../domain/idempotency";
import { limitFacts } from "../domain/limit";
import type { LoggedRequest } from "../domain/request";
import { actorOf } from "./actor";
import { cleanError, failureRefusal, holdsError, unusable } from "./answer";
import { asks } from "./ask";
import { forward, swapFor } from "./forward";
import { replay, settleClaim } from "./idempotency";
import { limitHeaders, limitsIn } from "./limit-headers";
import type { HandlerName } from "./operation";
import { evolutionRefusal, malformedBody } from "./refusal";
import { refusalOf } from "./admission-refusal";
import { outgoingBody } from "./outgoing-body";
import { textUpTo } from "./body-text";
import { upstreamPath, type RoutedCall } from "./route";
import { swapStream, swapText } from "./swap";

/** A call of the Evolution API, whoever makes it: a client over `/v1`, or the console. */
export interface GatewayRequest {
  call: RoutedCall;
  tenantId: string;
  credential: AdmissionRequest["credential"];
  userId?: string;
  /** Where the caller is, as the platform says; left out for the console's own calls. */
  address?: string | null;
  query: URLSearchParams;
  contentType: string | null;
  accept?: string | null;
  /** Bytes of the body where the client told them. */
  contentLength: number | null;
  body: ReadableStream<Uint8Array> | string | null;
  /** The caller's claim that this is to be done at most once. */
  claim?: IdempotencyClaim;
}

/** Answers of Zapin's own services for the rows that name a handler. */
export type Handlers = Record<HandlerName, (ctx: Ctx, request: HandlerRequest) => Promise<Response>>;

export interface HandlerRequest extends GatewayRequest {
  admitted: Admitted;
}

/**
 * Admits a call, sends it upstream, answers in the tenant's names, gives back what was not done and
 * logs what was. The one way to an upstream server, so that everything is metered alike.
 */
export async function passGateway(ctx: Ctx, request: GatewayRequest, handlers: Handlers): Promise<Response> {
  const startedAt = ctx.now();
  const { operation } = request.call;
  const messages = operation.weight;
  const admission = await admit(ctx, request, messages);
  const admitMs = ctx.now() - startedAt;

  const log = (ended: Pick<LoggedRequest, "status" | "outcome" | "code" | "messages" | "upstreamMs">) =>
    ctx.logRequest(request.tenantId, {
      id: ctx.requestId,
      at: startedAt,
      keyId: admission.keyId ?? null,
      userId: request.userId ?? null,
      instance: request.call.instance,
      operation: operation.id,
      sends: operation.meter === "message",
      totalMs: ctx.now() - startedAt,
      admitMs,
      ...ended,
    });
  const exchange = await answer(ctx, request, admission, handlers).catch((error: unknown) => {
    // Nobody knows how far it got, so it counts, as the ledger has it.
    const counted = admission.admitted ? messages : 0;
    log({ status: 500, outcome: "internal_error", code: null, messages: counted, upstreamMs: null });
    throw error;
  });
  const { claim } = request;
  if (claim && admission.admitted) {
    // Whatever reached upstream is answered the same again, also a refusal of upstream's.
    const done = exchange.carriedOut || (exchange.reached && exchange.response.status < 500);
    exchange.response = await settleClaim(ctx, request.tenantId, claim, exchange.response, done);
  }
  const { limits, met } = limitsIn(admission);
  let charged = admission.admitted ? messages : 0;
  if (admission.admitted && charged > 0 && !exchange.carriedOut) {
    charged = 0;
    await ctx.hub(request.tenantId).refund(admission.receipt);
    for (const limit of limits) {
      if (limitFacts[limit.kind].meter === "messages") limit.remaining += messages;
    }
  }

  const { response } = exchange;
  const { headers } = response;
  const told = limitHeaders({ limits, met, sends: messages > 0, now: ctx.now() });
  for (const [name, value] of told) headers.set(name, value);
  const upstreamTiming = exchange.upstreamMs === null ? "" : `, upstream;dur=${exchange.upstreamMs}`;
  headers.set("server-timing", `admit;dur=${admitMs}${upstreamTiming}`);

  log({
    status: response.status,
    outcome: outcomeOf(admission, exchange),
    code: exchange.code,
    messages: charged,
    upstreamMs: exchange.upstreamMs,
  });
  return response;
}

/** The largest body that upstream takes. */
export const bodyLimitBytes = 136 * 1024 * 1024;

async function admit(ctx: Ctx, request: GatewayRequest, messages: number): Promise<Admission> {
  const { call, tenantId, credential, address } = request;
  const { id, scope } = call.operation;
  const reach = id === "instance.create" ? "tenant" : id === "instance.fetchInstances" ? "any" : "instance";
  const { claim } = request;
  return ctx.hub(tenantId).admit({
    credential,
    reach,
    instance: call.instance,
    scope,
    address: address ?? null,
    messages,
    ...(claim ? { claim } : {}),
  });
}

interface Exchange {
  response: Response;
  /** False where upstream did not do it, so that nothing may be charged. */
  carriedOut: boolean;
  reached: boolean;
  upstreamMs: number | null;
  /** Zapin's own word where Zapin refused it; null where upstream answered. */
  code: string | null;
}

async function answer(ctx: Ctx, request: GatewayRequest, admission: Admission, handlers: Handlers): Promise<Exchange> {
  const notSent = (response: Response, code: string | null) => {
    return { response, carriedOut: false, reached: true, upstreamMs: null, code };
  };
  if (!admission.admitted && admission.reason === "repeated") {
    return notSent(await replay(ctx, request.claim!, admission.answer), null);
  }
  if (!admission.admitted) {
    const refusal = refusalOf(admission, ctx);
    return notSent(evolutionRefusal(refusal, ctx.requestId), refusal.code);
  }
  if ((request.contentLength ?? 0) > bodyLimitBytes) {
    return notSent(malformedBody("request entity too large", ctx.requestId, 413), "too_large");
  }
  const { handler } = request.call.operation;
  if (handler) {
    // At the console the session has said who it is; elsewhere the hub has.
    const actor = ctx.actor.kind === "user" ? ctx.actor : actorOf(admission);
    const response = await handlers[handler](ctx.as(actor), { ...request, admitted: admission });
    const code = response.ok ? null : await codeIn(response);
    return { response, carriedOut: response.ok, reached: true, upstreamMs: null, code };
  }
  const asked = await ask(ctx, request);
  return "refused" in asked ? notSent(asked.refused, asked.code) : forwardCall(ctx, asked, admission.target!);
}

/** The word in a refusal of one of Zapin's own services. */
async function codeIn(response: Response): Promise<string> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const code = (body as { code?: unknown } | null)?.code;
  // A body that is no JSON is refused as upstream would, without a word of ours.
  return typeof code === "string" ? code : "invalid_input";
}

/** Makes the row's check of the body, if it has one. What is no JSON is upstream's to refuse. */
async function ask(ctx: Ctx, request: GatewayRequest): Promise<Asked> {
  const name = request.call.operation.ask;
  if (!name || request.body === null) return request;
  const text = await textUpTo(request.body, heldBytes);
  if (text === null) {
    return { refused: malformedBody("request entity too large", ctx.requestId, 413), code: "too_large" };
  }
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // It goes on as it is.
  }
  const refusal = asks[name](ctx, body);
  return refusal
    ? { refused: evolutionRefusal(refusal, ctx.requestId), code: refusal.code }
    : { ...request, body: text };
}

type Asked = GatewayRequest | { refused: Response; code: string };

async function forwardCall(ctx: Ctx, request: GatewayRequest, target: InstanceTarget): Promise<Exchange> {
  const { call } = request;
  const body = outgoingBody(request.body, request.contentLength, bodyLimitBytes);
  const sent = await forward(ctx, {
    server: target.server,
    upstreamName: target.upstreamName,
    path: upstreamPath(call, target.upstreamName, request.query),
    method: call.operation.method,
    apikey: target.upstreamToken,
    contentType: request.contentType,
    accept: request.accept ?? null,
    body: body.stream,
    broken: body.broken,
  });
  if (!sent.answered && body.broken?.aborted) {
    const response = malformedBody("request entity too large", ctx.requestId, 413);
    return { response, carriedOut: false, reached: true, upstreamMs: sent.upstreamMs, code: "too_large" };
  }
  if (!sent.answered) {
    const failed = failureRefusal(sent.failure);
    const response = evolutionRefusal(failed, ctx.requestId);
    // After a timeout nobody knows whether it was done: it counts, or a slow upstream would send for free.
    const carriedOut = sent.failure === "timeout";
    return { response, carriedOut, reached: false, upstreamMs: sent.upstreamMs, code: failed.code };
  }

  const upstream = sent.response;
  const refusal = unusable(upstream);
  if (refusal) {
    await upstream.body?.cancel();
    const response = evolutionRefusal(refusal, ctx.requestId);
    return { response, carriedOut: false, reached: false, upstreamMs: sent.upstreamMs, code: refusal.code };
  }
  const swap = await swapFor(ctx, target, request.tenantId);
  const { headers: told } = upstream;
  const contentType = told.get("content-type");
  const headers: Record<string, string> = contentType ? { "content-type": contentType } : {};

  const length = Number(told.get("content-length") ?? Number.NaN);
  const sends = call.operation.meter === "message";
  // `body` is asked for last: the runtime makes a stream at the first look at it, also for nobody.
  if (!sends && upstream.ok && !(length <= heldBytes) && upstream.body) {
    const swapped = upstream.body.pipeThrough(swapStream(swap));
    const response = new Response(swapped, { status: upstream.status, headers });
    return { response, carriedOut: true, reached: true, upstreamMs: sent.upstreamMs, code: null };
  }
  const text = await upstream.text();
  const carriedOut = upstream.ok && !(sends && holdsError(text));
  const swapped = swapText(text, swap);
  const words = upstream.ok ? swapped : cleanError(swapped, upstream.status);
  const response = new Response(bodyless.has(upstream.status) ? null : words, { status: upstream.status, headers });
  return { response, carriedOut, reached: true, upstreamMs: sent.upstreamMs, code: null };
}

/** Answers up to this size are held to be read; larger ones stream through. */
const heldBytes = 256 * 1024;
const bodyless = new Set([204, 304]);

function outcomeOf(admission: Admission, exchange: Exchange): LoggedRequest["outcome"] {
  if (!admission.admitted) return admission.reason === "repeated" ? "repeated" : "refused";
  if (exchange.code?.startsWith("upstream_")) return "upstream_unreachable";
  if (exchange.carriedOut) return "ok";
  return exchange.code === null ? "upstream_error" : "refused";
}
