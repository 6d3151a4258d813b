import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { RequestOutcome } from "../../domain/request";
import { ownScope } from "../../domain/scope";
import { refuse } from "../../domain/outcome";
import { refusalOf, unauthenticated } from "../../evolution/admission-refusal";
import { claimOf, replay, settleClaim } from "../../evolution/idempotency";
import { limitHeaders, limitsIn } from "../../evolution/limit-headers";
import { actorOf } from "../../evolution/actor";
import { callerOf } from "../caller";
import { keyOf } from "../credential";
import type { HttpEnv } from "../variables";
import { problem } from "./problem";

/**
 * Who calls `/api`? A key of the whole account or a person's token, admitted and counted as on `/v1`, or a
 * person by the session cookie, which only our own origin may send with anything that changes something.
 */
export const identify = createMiddleware<HttpEnv>(async (c, next) => {
  const ctx = c.get("ctx");
  if (keyOf(c.req.raw.headers) !== null) {
    const caller = await callerOf(ctx, c.req.raw.headers);
    if (!caller) return problem(unauthenticated, ctx.requestId);
    const { tenantId } = caller;
    const startedAt = ctx.now();
    const claimed = await claimIn(c, caller.identity);
    if (claimed && "refused" in claimed) return problem(claimed.refused, ctx.requestId);
    const admission = await ctx.hub(tenantId).admit({
      credential: caller.credential,
      reach: "tenant",
      instance: null,
      scope: ownScope(c.req.method, c.req.path),
      address: c.req.header("cf-connecting-ip") ?? null,
      messages: 0,
      ...(claimed ? { claim: claimed.claim } : {}),
    });
    const admitMs = ctx.now() - startedAt;
    const log = (outcome: RequestOutcome, status: number, code: string | null) =>
      ctx.logRequest(tenantId, {
        id: ctx.requestId,
        at: startedAt,
        keyId: admission.keyId ?? null,
        userId: caller.userId ?? null,
        instance: null,
        operation: operationOf(c),
        status,
        outcome,
        code,
        sends: false,
        messages: 0,
        totalMs: ctx.now() - startedAt,
        admitMs,
        upstreamMs: null,
      });
    if (!admission.admitted && admission.reason === "repeated") {
      log("repeated", admission.answer.status, null);
      return replay(ctx, claimed!.claim, admission.answer);
    }
    const headers = limitHeaders({ ...limitsIn(admission), sends: false, now: ctx.now() });
    if (!admission.admitted) {
      const refusal = refusalOf(admission, ctx);
      const refused = problem(refusal, ctx.requestId);
      log("refused", refused.status, refusal.code);
      for (const [name, value] of headers) refused.headers.set(name, value);
      return refused;
    }
    c.set("ctx", ctx.as(actorOf(admission)));
    await next();
    if (claimed) c.res = await settleClaim(ctx, tenantId, claimed.claim, c.res, c.res.status < 500);
    for (const [name, value] of headers) c.res.headers.set(name, value);
    const code = c.res.ok ? null : await codeIn(c.res);
    log(outcomeOf(c.res.status, code), c.res.status, code);
    return;
  }

  const { readSession } = await import("../../auth/session");
  const session = await readSession(c.env, c.req.raw);
  if (!session) return problem(unauthenticated, ctx.requestId);
  const origin = c.req.header("origin");
  const changes = c.req.method !== "GET" && c.req.method !== "HEAD";
  if (changes && origin !== ctx.settings.publicUrl) {
    const refusal = refuse(
      "forbidden",
      "A signed-in person may change things from Zapin's own pages only. Use an API key.",
    );
    return problem(refusal.refusal, ctx.requestId);
  }
  const { user, tenant } = session;
  c.set("ctx", ctx.as({ kind: "user", userId: user.id, tenantId: tenant.id, role: tenant.role }));
  await next();
});

/** The claim of a write that carries an `Idempotency-Key`; the body stays there to be read again. */
async function claimIn(c: Context<HttpEnv>, caller: string): Promise<Awaited<ReturnType<typeof claimOf>> | null> {
  const key = c.req.method === "GET" ? null : (c.req.header("idempotency-key") ?? null);
  if (key === null) return null;
  const { method, path, raw } = c.req;
  return claimOf({ key, caller, method, target: path }, raw.clone().body as ReadableStream<Uint8Array> | null);
}

/** `GET /api/keys/:id`, as the door registered it: what was really asked may hold anything. */
function operationOf(c: Context<HttpEnv>): string {
  const route = matchedRoutes(c).findLast(({ method }) => method !== "ALL");
  return route ? `${route.method} ${route.path}` : "unknown";
}

function outcomeOf(status: number, code: string | null): RequestOutcome {
  if (status < 400) return "ok";
  if (code?.startsWith("upstream_")) return "upstream_unreachable";
  return status < 500 ? "refused" : "internal_error";
}

async function codeIn(response: Response): Promise<string | null> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const code = (body as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : null;
}
