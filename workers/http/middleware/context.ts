import { createMiddleware } from "hono/factory";
import { createContext, type Ctx } from "../../context";
import { newRequestId } from "../request-id";
import type { HttpEnv } from "../variables";

/** Gives every request its number and its context, and every answer the number. */
export const context = createMiddleware<HttpEnv>(async (c, next) => {
  const ctx = newContext(c.env, c.executionCtx);
  c.set("ctx", ctx);
  await next();
  // A switched-over socket has no headers to set.
  if (c.res.status !== 101) c.res.headers.set("x-request-id", ctx.requestId);
});

/** The context of a request of which nothing is known yet. */
export function newContext(env: Env, execution: Pick<ExecutionContext, "waitUntil">): Ctx {
  return createContext(env, execution, { requestId: newRequestId(), actor: { kind: "anonymous" } });
}
