import { Hono } from "hono";
import { instanceStates } from "../../domain/instance-state";
import { getWholeEvent } from "../../services/events/get";
import { listEvents } from "../../services/events/list";
import { listEventTypes } from "../../services/events/types";
import { getInstance } from "../../services/instances/get";
import { listInstances } from "../../services/instances/list";
import { revealWebhookSecret } from "../../services/webhooks/reveal-secret";
import { readHealth } from "../../services/health/read";
import { setRestarts } from "../../services/health/set-restarts";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { respond } from "./problem";

export const readingRoutes = new Hono<HttpEnv>()
  .get("/events", async (c) => {
    const { after, limit } = c.req.query();
    const input = { after, limit, instance: c.req.queries("instance"), type: c.req.queries("type") };
    return respond(await listEvents(c.get("ctx"), input), c.get("ctx").requestId);
  })
  .get("/events/:sequence", async (c) => {
    const read = await getWholeEvent(c.get("ctx"), { sequence: c.req.param("sequence") });
    if (!read.ok || !(read.value instanceof ReadableStream)) return respond(read, c.get("ctx").requestId);
    return new Response(read.value, { headers: { "content-type": "application/json" } });
  })
  .get("/event-types", async (c) => respond(await listEventTypes(c.get("ctx")), c.get("ctx").requestId))
  .get("/instances", async (c) => {
    const { search, state } = c.req.query();
    const known = instanceStates.find((name) => name === state);
    const filter = { ...(search ? { search } : {}), ...(known ? { state: known } : {}) };
    return respond(await listInstances(c.get("ctx"), filter), c.get("ctx").requestId);
  })
  .get("/instances/:name/health", async (c) =>
    respond(await readHealth(c.get("ctx"), { name: c.req.param("name") }), c.get("ctx").requestId),
  )
  .patch("/instances/:name/health", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    return respond(await setRestarts(c.get("ctx"), c.req.param("name"), read.body), c.get("ctx").requestId);
  })
  .get("/instances/:name", async (c) =>
    respond(await getInstance(c.get("ctx"), { name: c.req.param("name") }), c.get("ctx").requestId),
  )
  .get("/instances/:name/webhook/secret", async (c) =>
    respond(await revealWebhookSecret(c.get("ctx"), { instance: c.req.param("name") }), c.get("ctx").requestId),
  );
