import { createMiddleware } from "hono/factory";
import { createContext } from "../../context";
import { newRequestId } from "../request-id";
import type { HttpEnv } from "../variables";

/** Gives every request its number and its context, and every answer the number. */
export const context = createMiddleware<HttpEnv>(async (c, next) => {
  const requestId = newRequestId();
  c.set("ctx", createContext(c.env, c.executionCtx, { requestId, actor: { kind: "anonymous" } }));
  await next();
  // A switched-over socket has no headers to set.
  if (c.res.status !== 101) c.res.headers.set("x-request-id", requestId);
});
