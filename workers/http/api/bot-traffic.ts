import { Hono } from "hono";
import { readBotAnalytics } from "../../services/bots/analytics";
import { checkConnection } from "../../services/bots/check-connection";
import { testBot } from "../../services/bots/test";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { respond } from "./problem";

/** Talking to a bot, and what it did. */
export const botTrafficRoutes = new Hono<HttpEnv>()
  .post("/check", async (c) => {
    const read = await readBody(c);
    return read.ok ? respond(await checkConnection(c.get("ctx"), read.body), c.get("ctx").requestId) : read.response;
  })
  .post("/:id/test", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await testBot(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId)
      : read.response;
  })
  .get("/:id/analytics", async (c) =>
    respond(await readBotAnalytics(c.get("ctx"), c.req.param("id"), c.req.query()), c.get("ctx").requestId),
  );
