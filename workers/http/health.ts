import { Hono } from "hono";
import type { HttpEnv } from "./variables";

/** For load balancers and scripts: does the Worker run, and does its database answer? */
export const healthDoor = new Hono<HttpEnv>().get("/", async (c) => {
  try {
    await c.env.DB.prepare("SELECT id FROM tenant LIMIT 1").first();
    return c.json({ status: "ok" });
  } catch {
    return c.json({ status: "failing", database: "does not answer; are the migrations applied?" }, 503);
  }
});
