import type { Ctx } from "../../context";
import type { TenantActor } from "../../domain/actor";
import { AppError } from "../../domain/error";
import { refuse, refusalStatus, type Outcome, type Refusal, type RefusalCode } from "../../domain/outcome";
import { passGateway, type Handlers } from "../../evolution/gateway";
import { handlerNames, type Method } from "../../evolution/operation";
import { routeCall } from "../../evolution/route";

interface InstanceCall {
  method: Method;
  /** `/instance/connect`: the operation, without the instance. */
  path: string;
  instance: string;
  query?: Record<string, string>;
  body?: unknown;
}

export interface CallAnswer {
  status: number;
  body: unknown;
}

/**
 * Calls the Evolution API for a person at the console: through the same gateway as `/v1`, so that it
 * is admitted, metered and logged alike. Anything but a 2xx comes back as a refusal with its sentence.
 */
export async function callInstance(ctx: Ctx, call: InstanceCall): Promise<Outcome<CallAnswer>> {
  const answer = await answerOf(ctx, call);
  if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer };
  return { ok: false, refusal: refusalIn(answer) };
}

/** The same, with whatever status came back. */
export async function answerOf(ctx: Ctx, call: InstanceCall): Promise<CallAnswer> {
  const actor = ctx.actor as TenantActor;
  const routed = routeCall(call.method, `${call.path}/${encodeURIComponent(call.instance)}`);
  if (!routed) throw new AppError("operation_unknown", "This operation does not exist.");
  const response = await passGateway(
    ctx,
    {
      call: routed,
      tenantId: actor.tenantId,
      credential: { kind: "member" },
      ...(actor.kind === "user" ? { userId: actor.userId } : {}),
      query: new URLSearchParams(call.query),
      contentType: call.body === undefined ? null : "application/json",
      contentLength: null,
      body: call.body === undefined ? null : JSON.stringify(call.body),
    },
    noHandlers,
  );
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

function refusalIn({ status, body }: CallAnswer): Refusal {
  const told = body as { code?: string; detail?: string; response?: { message?: unknown }; message?: unknown } | null;
  const message = told?.detail ?? [told?.response?.message ?? told?.message].flat(3)[0];
  const code = told?.code && told.code in refusalStatus ? (told.code as RefusalCode) : codeOf(status);
  return refuse(code, typeof message === "string" ? message : "The WhatsApp server did not carry this out.").refusal;
}

function codeOf(status: number): RefusalCode {
  if (status === 404) return "not_found";
  return status >= 500 ? "upstream_failed" : "invalid_input";
}

/** The verbs behind the handlers are called directly by the console, never through here. */
const never = () => {
  throw new AppError("handler_unreachable", "This operation is answered elsewhere.");
};
const noHandlers = Object.fromEntries(handlerNames.map((name) => [name, never])) as unknown as Handlers;
