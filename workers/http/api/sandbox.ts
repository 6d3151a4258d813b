import { Hono } from "hono";
import { dropPhone } from "../../services/sandbox/drop";
import { receiveMessage } from "../../services/sandbox/receive";
import { scanPhone } from "../../services/sandbox/scan";
import { troublePhone } from "../../services/sandbox/trouble";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { respond } from "./problem";

/** The hands on the simulated phones, for scripts. */
export const sandboxRoutes = new Hono<HttpEnv>()
  .post("/:instance/scan", async (c) =>
    respond(await scanPhone(c.get("ctx"), { instance: c.req.param("instance") }), c.get("ctx").requestId),
  )
  .post("/:instance/drop", async (c) =>
    respond(await dropPhone(c.get("ctx"), { instance: c.req.param("instance") }), c.get("ctx").requestId),
  )
  .post("/:instance/trouble", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    const input = { ...read.body, instance: c.req.param("instance") };
    return respond(await troublePhone(c.get("ctx"), input), c.get("ctx").requestId);
  })
  .post("/:instance/receive", async (c) => {
    const read = await readBody(c);
    if (!read.ok) return read.response;
    const input = { ...read.body, instance: c.req.param("instance") };
    return respond(await receiveMessage(c.get("ctx"), input), c.get("ctx").requestId, 201);
  });
