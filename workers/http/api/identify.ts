import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Actor } from "../../domain/actor";
import { ownScope } from "../../domain/scope";
import { refuse } from "../../domain/outcome";
import { refusalOf, unauthenticated } from "../../evolution/admission-refusal";
import { claimOf, replay, settleClaim } from "../../evolution/idempotency";
import { limitHeaders } from "../../evolution/limit-headers";
import { recognizeKey } from "../../services/keys/recognize";
import { keyOf } from "../credential";
import type { HttpEnv } from "../variables";
import { problem } from "./problem";

/**
 * Who calls `/api`? A key of the whole account, admitted and counted as on `/v1`, or a person by the
 * session cookie, which only our own origin may send with anything that changes something.
 */
export const identify = createMiddleware<HttpEnv>(async (c, next) => {
  const ctx = c.get("ctx");
  const text = keyOf(c.req.raw.headers);
  if (text !== null) {
    const key = await recognizeKey(ctx, text);
    if (!key) return problem(unauthenticated, ctx.requestId);
    const claimed = await claimIn(c, key.hash);
    if (claimed && "refused" in claimed) return problem(claimed.refused, ctx.requestId);
    const admission = await ctx.hub(key.tenantId).admit({
      credential: { kind: "key", hash: key.hash },
      reach: "tenant",
      instance: null,
      scope: ownScope(c.req.method, c.req.path),
      address: c.req.header("cf-connecting-ip") ?? null,
      messages: 0,
      ...(claimed ? { claim: claimed.claim } : {}),
    });
    if (!admission.admitted && admission.reason === "repeated") {
      return replay(ctx, claimed!.claim, admission.answer);
    }
    const headers = limitHeaders(admission, false, ctx.now());
    if (!admission.admitted) {
      const refused = problem(refusalOf(admission, ctx), ctx.requestId);
      for (const [name, value] of headers) refused.headers.set(name, value);
      return refused;
    }
    const actor: Actor = { kind: "key", keyId: admission.keyId ?? "", tenantId: key.tenantId, instanceId: null };
    c.set("ctx", ctx.as(actor));
    await next();
    if (claimed) c.res = await settleClaim(ctx, key.tenantId, claimed.claim, c.res, c.res.status < 500);
    for (const [name, value] of headers) c.res.headers.set(name, value);
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
