import { Hono } from "hono";
import { exportSeries } from "../../services/usage/export";
import { readUsage } from "../../services/usage/read";
import { readSeries } from "../../services/usage/series";
import type { HttpEnv } from "../variables";
import { problem, respond } from "./problem";

export const usageRoutes = new Hono<HttpEnv>()
  .get("/", async (c) => respond(await readUsage(c.get("ctx")), c.get("ctx").requestId))
  .get("/series", async (c) => respond(await readSeries(c.get("ctx"), c.req.query()), c.get("ctx").requestId))
  .get("/series.csv", async (c) => {
    const file = await exportSeries(c.get("ctx"), c.req.query());
    if (!file.ok) return problem(file.refusal, c.get("ctx").requestId);
    return new Response(file.value.text, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${file.value.name}"`,
      },
    });
  });
