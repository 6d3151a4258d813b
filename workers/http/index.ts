import { Hono } from "hono";
import { apiDoor } from "./api/index";
import { developmentDoor } from "./development";
import { evolutionDoor } from "./evolution";
import { healthDoor } from "./health";
import { hookDoor } from "./hooks";
import { liveDoor } from "./live";
import { llmsDoor } from "./llms";
import { context } from "./middleware/context";
import { surprise } from "./middleware/surprise";
import { openapiDoor } from "./openapi";
import { pagesDoor } from "./pages";
import { relayDoor } from "./relay";
import { tokenDoor } from "./token";
import type { HttpEnv } from "./variables";

/**
 * Where every request enters. The Evolution API, by far the most, does not wait for a search through the
 * other doors' hundred routes.
 */
export const http = {
  fetch(request: Request, env: Env, execution: ExecutionContext): Response | Promise<Response> {
    const path = pathAsSent(request);
    const door = path === "/v1" || path.startsWith("/v1/") ? evolution : doors;
    return door.fetch(request, env, execution);
  },
};

const evolution = new Hono<HttpEnv>({ getPath: pathAsSent })
  .use(context)
  .all("*", (c) => evolutionDoor(c, "/v1"))
  .onError(surprise);

/**
 * The doors beside the Evolution API, in order. The pages come last, behind a dynamic import, so that an
 * API call never evaluates React or better-auth.
 */
const doors = new Hono<HttpEnv>({ getPath: pathAsSent })
  .use(context)
  .use(async (c, next) => {
    const { apiHost } = c.get("ctx").settings;
    return apiHost !== null && new URL(c.req.url).host === apiHost ? evolutionDoor(c, "") : next();
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

/** The path exactly as it was sent: Evolution's instance names hold percent signs that must not be touched. */
function pathAsSent(request: Request): string {
  const start = request.url.indexOf("/", request.url.indexOf("://") + 3);
  const end = request.url.slice(start).search(/[?#]/);
  const path = end === -1 ? request.url.slice(start) : request.url.slice(start, start + end);
  return path || "/";
}
