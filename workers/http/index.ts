import { Hono } from "hono";
import { addressOf, type Address } from "./address";
import { apiDoor } from "./api/index";
import { developmentDoor } from "./development";
import { evolutionDoor } from "./evolution";
import { healthDoor } from "./health";
import { hookDoor } from "./hooks";
import { liveDoor } from "./live";
import { llmsDoor } from "./llms";
import { context, newContext } from "./middleware/context";
import { surprise, surpriseAnswer } from "./middleware/surprise";
import { openapiDoor } from "./openapi";
import { pagesDoor } from "./pages";
import { relayDoor } from "./relay";
import { tokenDoor } from "./token";
import type { HttpEnv } from "./variables";

/** Where every request enters. The Evolution API, by far the most, has a door of its own. */
export const http = {
  fetch(request: Request, env: Env, execution: ExecutionContext): Response | Promise<Response> {
    const { path, search } = addressOf(request.url);
    return path === "/v1" || path.startsWith("/v1/")
      ? evolution({ path: path.slice(3), search }, request, env, execution)
      : doors.fetch(request, env, execution);
  },
};

/** The Evolution API without Hono: the operation table is its router, and every call would pay for a second one. */
async function evolution(address: Address, request: Request, env: Env, execution: ExecutionContext): Promise<Response> {
  const ctx = newContext(env, execution);
  const answer = await evolutionDoor(ctx, request, address).catch((error: unknown) =>
    surpriseAnswer(error, request, ctx.requestId),
  );
  answer.headers.set("x-request-id", ctx.requestId);
  return request.method === "HEAD" ? new Response(null, answer) : answer;
}

/**
 * The doors beside the Evolution API, in order. The pages come last, behind a dynamic import, so that an
 * API call never evaluates React or better-auth.
 */
const doors = new Hono<HttpEnv>({ getPath: ({ url }) => addressOf(url).path })
  .use(context)
  .use(async (c, next) => {
    const { apiHost } = c.get("ctx").settings;
    return apiHost !== null && new URL(c.req.url).host === apiHost
      ? evolutionDoor(c.get("ctx"), c.req.raw, addressOf(c.req.url))
      : next();
  })
  .route("/health", healthDoor)
  .route("/hooks", hookDoor)
  .route("/relay", relayDoor)
  .route("/api/auth/token", tokenDoor)
  .all("/api/auth/*", async (c) => {
    const { authDoor } = await import("../auth/door");
    return authDoor(c.req.raw, c.env, c.executionCtx);
  })
  .route("/api", apiDoor)
  .all("/live/*", liveDoor)
  .route("/dev", developmentDoor)
  .get("/openapi.json", openapiDoor)
  .get("/llms.txt", llmsDoor)
  .all("*", pagesDoor)
  .onError(surprise);
