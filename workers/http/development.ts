import { Hono } from "hono";
import { planIds } from "../domain/plan";
import type { HttpEnv } from "./variables";

/** What only a development server has. Everywhere else these addresses do not exist. */
export const developmentDoor = new Hono<HttpEnv>()
  .use(async (c, next) => {
    if (!c.get("ctx").settings.development) return c.notFound();
    return next();
  })
  .post("/seed", async (c) => {
    const { seedDemo } = await import("../services/demo/seed");
    const asked: unknown = await c.req.json().catch(() => ({}));
    const { apiKey, plan } = (asked ?? {}) as { apiKey?: unknown; plan?: unknown };
    const known = planIds.find((id) => id === plan) ?? "demo";
    return c.json(await seedDemo(c.get("ctx"), { apiKey: typeof apiKey === "string" ? apiKey : null, plan: known }));
  })
  .get("/hub/:tenant", async (c) => c.json(await c.get("ctx").hub(c.req.param("tenant")).describe()))
  .post("/usage/:tenant", async (c) => {
    const { seedUsage } = await import("../services/demo/seed-usage");
    const seeded = await seedUsage(c.get("ctx"), c.req.param("tenant"), await c.req.json().catch(() => ({})));
    return seeded.ok ? c.json(seeded.value) : c.json(seeded.refusal, 400);
  })
  .get("/rows-written/:tenant", async (c) => {
    const ctx = c.get("ctx");
    const tenantId = c.req.param("tenant");
    const [admission, log] = await Promise.all([ctx.hub(tenantId).rowsWritten(), ctx.journal(tenantId).rowsWritten()]);
    return c.json({ admission, log });
  });
