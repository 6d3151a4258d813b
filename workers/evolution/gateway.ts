import type { Ctx } from "../context";
import type { Actor } from "../domain/actor";
import type { Admission, Admitted, AdmissionRequest, InstanceTarget } from "../tenant/hub/admission";
import type { IdempotencyClaim } from "../domain/idempotency";
import type { LoggedRequest } from "../tenant/journal/requests";
import { cleanError, failureRefusal, holdsError, unusable } from "./answer";
import { asks } from "./ask";
import { forward, swapFor } from "./forward";
import { replay, settleClaim } from "./idempotency";
import { limitHeaders } from "./limit-headers";
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

  const exchange = await answer(ctx, request, admission, handlers);
  const { claim } = request;
  if (claim && admission.admitted) {
    // Whatever reached upstream is answered the same again, also a refusal of upstream's.
    const done = exchange.carriedOut || (exchange.reached && exchange.response.status < 500);
    exchange.response = await settleClaim(ctx, request.tenantId, claim, exchange.response, done);
  }
  let charged = admission.admitted ? messages : 0;
  if (admission.admitted && charged > 0 && !exchange.carriedOut) {
    charged = 0;
    await ctx.hub(request.tenantId).refund(admission.refund);
    for (const limit of admission.limits) if (!limit.counter.endsWith("requests")) restore(limit, messages);
  }

  const { response } = exchange;
  response.headers.set("x-request-id", ctx.requestId);
  for (const [name, value] of limitHeaders(admission, messages > 0, ctx.now())) response.headers.set(name, value);
  const timing = [`admit;dur=${admitMs}`];
  if (exchange.upstreamMs !== null) timing.push(`upstream;dur=${exchange.upstreamMs}`);
  response.headers.set("server-timing", timing.join(", "));

  ctx.logRequest(request.tenantId, {
    id: ctx.requestId,
    at: startedAt,
    keyId: admission.admitted ? admission.keyId : null,
    userId: request.userId ?? null,
    instance: request.call.instance,
    operation: operation.id,
    status: response.status,
    outcome: outcomeOf(admission, exchange),
    messages: charged,
    totalMs: ctx.now() - startedAt,
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
}

async function answer(ctx: Ctx, request: GatewayRequest, admission: Admission, handlers: Handlers): Promise<Exchange> {
  const notSent = (response: Response) => ({ response, carriedOut: false, reached: true, upstreamMs: null });
  if (!admission.admitted && admission.reason === "repeated") {
    return notSent(await replay(ctx, request.claim!, admission.answer));
  }
  if (!admission.admitted) return notSent(evolutionRefusal(refusalOf(admission, ctx), ctx.requestId));
  if ((request.contentLength ?? 0) > bodyLimitBytes) {
    return notSent(malformedBody("request entity too large", ctx.requestId, 413));
  }
  const { handler } = request.call.operation;
  if (handler) {
    const actor: Actor = actorOf(ctx.actor, admission);
    const response = await handlers[handler](ctx.as(actor), { ...request, admitted: admission });
    return { response, carriedOut: response.ok, reached: true, upstreamMs: null };
  }
  const asked = await ask(ctx, request);
  return "refused" in asked ? notSent(asked.refused) : forwardCall(ctx, asked, admission.target!);
}

/** Makes the row's check of the body, if it has one. What is no JSON is upstream's to refuse. */
async function ask(ctx: Ctx, request: GatewayRequest): Promise<GatewayRequest | { refused: Response }> {
  const name = request.call.operation.ask;
  if (!name || request.body === null) return request;
  const text = await textUpTo(request.body, heldBytes);
  if (text === null) return { refused: malformedBody("request entity too large", ctx.requestId, 413) };
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // It goes on as it is.
  }
  const refusal = asks[name](ctx, body);
  return refusal ? { refused: evolutionRefusal(refusal, ctx.requestId) } : { ...request, body: text };
}

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
    return { response, carriedOut: false, reached: true, upstreamMs: sent.upstreamMs };
  }
  if (!sent.answered) {
    const response = evolutionRefusal(failureRefusal(sent.failure), ctx.requestId);
    // After a timeout nobody knows whether it was done: it counts, or a slow upstream would send for free.
    return { response, carriedOut: sent.failure === "timeout", reached: false, upstreamMs: sent.upstreamMs };
  }

  const upstream = sent.response;
  const refusal = unusable(upstream);
  if (refusal) {
    await upstream.body?.cancel();
    const response = evolutionRefusal(refusal, ctx.requestId);
    return { response, carriedOut: false, reached: false, upstreamMs: sent.upstreamMs };
  }
  const swap = await swapFor(ctx, target, request.tenantId);
  const headers = new Headers();
  const contentType = upstream.headers.get("content-type");
  if (contentType) headers.set("content-type", contentType);

  const length = Number(upstream.headers.get("content-length") ?? Number.NaN);
  const sends = call.operation.meter === "message";
  if (upstream.body && !sends && upstream.ok && !(length <= heldBytes)) {
    const swapped = upstream.body.pipeThrough(swapStream(swap));
    const response = new Response(swapped, { status: upstream.status, headers });
    return { response, carriedOut: true, reached: true, upstreamMs: sent.upstreamMs };
  }
  const text = await upstream.text();
  const carriedOut = upstream.ok && !(sends && holdsError(text));
  const swapped = swapText(text, swap);
  const told = upstream.ok ? swapped : cleanError(swapped, upstream.status);
  const response = new Response(bodyless.has(upstream.status) ? null : told, { status: upstream.status, headers });
  return { response, carriedOut, reached: true, upstreamMs: sent.upstreamMs };
}

/** Answers up to this size are held to be read; larger ones stream through. */
const heldBytes = 256 * 1024;
const bodyless = new Set([204, 304]);

function actorOf(actor: Actor, admitted: Admitted): Actor {
  if (actor.kind === "user") return actor;
  return {
    kind: "key",
    keyId: admitted.keyId ?? "",
    tenantId: admitted.tenantId,
    instanceId: admitted.boundInstanceId,
  };
}

function restore(limit: { used: number; remaining: number }, messages: number): void {
  limit.used -= messages;
  limit.remaining += messages;
}

function outcomeOf(admission: Admission, exchange: Exchange): LoggedRequest["outcome"] {
  if (!admission.admitted) return admission.reason === "repeated" ? "ok" : "refused";
  if (!exchange.reached) return "upstream_unreachable";
  return exchange.response.ok ? "ok" : "upstream_error";
}
