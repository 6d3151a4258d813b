import { Hono } from "hono";
import { unauthenticated } from "../evolution/admission-refusal";
import { issueToken } from "../services/tokens/issue";
import { problem, respond } from "./api/problem";
import type { HttpEnv } from "./variables";

/**
 * `/api/auth/token`: a JWT for the person whose session sent the request. It changes nothing, and no other
 * origin can read the answer, so the session alone is enough.
 */
export const tokenDoor = new Hono<HttpEnv>().on(["GET", "POST"], "/", async (c) => {
  const ctx = c.get("ctx");
  const { readSession } = await import("../auth/session");
  const session = await readSession(c.env, c.req.raw);
  if (!session) return problem(unauthenticated, ctx.requestId);
  const { user, tenant } = session;
  const actor = { kind: "user" as const, userId: user.id, tenantId: tenant.id, role: tenant.role };
  const answer = respond(await issueToken(ctx.as(actor)), ctx.requestId);
  answer.headers.set("cache-control", "no-store");
  for (const cookie of session.setCookies) answer.headers.append("set-cookie", cookie);
  return answer;
});
