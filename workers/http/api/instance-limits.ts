import { Hono } from "hono";
import { limitInstance } from "../../services/instances/limit";
import { readInstanceLimits } from "../../services/instances/read-limits";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { respond } from "./problem";

/** What an instance may use of the plan. */
export const instanceLimitsRoutes = new Hono<HttpEnv>()
  .get("/:name/limits", async (c) =>
    respond(await readInstanceLimits(c.get("ctx"), { name: c.req.param("name") }), c.get("ctx").requestId),
  )
  .patch("/:name/limits", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await limitInstance(c.get("ctx"), c.req.param("name"), read.body), c.get("ctx").requestId)
      : read.response;
  });
