import { Hono } from "hono";
import { getDelivery } from "../../services/deliveries/get";
import { listDeliveries } from "../../services/deliveries/list";
import { retryDelivery } from "../../services/deliveries/retry";
import { changeEndpoint } from "../../services/endpoints/change";
import { createEndpoint } from "../../services/endpoints/create";
import { deleteEndpoint } from "../../services/endpoints/delete";
import { getEndpoint } from "../../services/endpoints/get";
import { listEndpoints } from "../../services/endpoints/list";
import { recoverEndpoint } from "../../services/endpoints/recover";
import { revealEndpointSecret } from "../../services/endpoints/reveal-secret";
import { rotateEndpointSecret } from "../../services/endpoints/rotate-secret";
import { testEndpoint } from "../../services/endpoints/test";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { respond } from "./problem";

/** Where events go: endpoints, and what became of each delivery. */
export const endpointsRoutes = new Hono<HttpEnv>()
  .get("/", async (c) => respond(await listEndpoints(c.get("ctx")), c.get("ctx").requestId))
  .post("/", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await createEndpoint(c.get("ctx"), read.body), c.get("ctx").requestId, 201)
      : read.response;
  })
  .get("/:id", async (c) => respond(await getEndpoint(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId))
  .patch("/:id", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    return respond(await changeEndpoint(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId);
  })
  .delete("/:id", async (c) =>
    respond(await deleteEndpoint(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId),
  )
  .get("/:id/secret", async (c) =>
    respond(await revealEndpointSecret(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId),
  )
  .post("/:id/secret/rotate", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    return respond(await rotateEndpointSecret(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId, 201);
  })
  .post("/:id/test", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    return respond(await testEndpoint(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId);
  })
  .post("/:id/recover", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    return respond(await recoverEndpoint(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId, 202);
  })
  .get("/:id/deliveries", async (c) => {
    const { status, before, limit } = c.req.query();
    const input = { status, before, limit };
    return respond(await listDeliveries(c.get("ctx"), c.req.param("id"), input), c.get("ctx").requestId);
  });

export const deliveriesRoutes = new Hono<HttpEnv>()
  .get("/:id", async (c) => respond(await getDelivery(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId))
  .post("/:id/retry", async (c) =>
    respond(await retryDelivery(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId, 202),
  );
