import { Hono } from "hono";
import { getRequest } from "../../services/requests/get";
import { listRequests } from "../../services/requests/list";
import type { HttpEnv } from "../variables";
import { respond } from "./problem";

export const requestsRoutes = new Hono<HttpEnv>()
  .get("/", async (c) => respond(await listRequests(c.get("ctx"), c.req.query()), c.get("ctx").requestId))
  .get("/:id", async (c) => respond(await getRequest(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId));
