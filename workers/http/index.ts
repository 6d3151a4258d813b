import { Hono } from "hono";
import { createContext } from "../context";
import { addressOf } from "./address";
import { apiDoor } from "./api/index";
import { developmentDoor } from "./development";
import { evolutionDoor } from "./evolution";
import { healthDoor } from "./health";
import { hookDoor } from "./hooks";
import { liveDoor } from "./live";
import { llmsDoor } from "./llms";
import { context } from "./middleware/context";
import { surprise, surpriseAnswer } from "./middleware/surprise";
import { openapiDoor } from "./openapi";
import { pagesDoor } from "./pages";
import { relayDoor } from "./relay";
import { newRequestId } from "./request-id";
import { tokenDoor } from "./token";
import type { HttpEnv } from "./variables";

/** Where every request enters. The Evolution API, by far the most, has a door of its own. */
export const http = {
  fetch(request: Request, env: Env, execution: ExecutionContext): Response | Promise<Response> {
    const { path } = addressOf(request.url);
    return path === "/v1" || path.startsWith("/v1/")
      ? evolution(request, env, execution)
      : doors.fetch(request, env, execution);
  },
};

/**
 * The Evolution API without Hono: the operation table is its router, and the way through a second one, with
 * contexts and middleware, takes a tenth of the time that the gateway adds to a call.
 */
async function evolution(request: Request, env: Env, execution: ExecutionContext): Promise<Response> {
  const ctx = createContext(env, execution, { requestId: newRequestId(), actor: { kind: "anonymous" } });
  const answer = await evolutionDoor(ctx, request, "/v1").catch((error: unknown) =>
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
      ? evolutionDoor(c.get("ctx"), c.req.raw, "")
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
