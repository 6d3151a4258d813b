import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { timelineMs, type InstanceHealth } from "../../domain/health";
import { done, type Outcome } from "../../domain/outcome";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";

/** An instance's health, with the timeline of 30 days. */
export async function readHealth(ctx: Ctx, input: { name: string }): Promise<Outcome<InstanceHealth>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const row = await findInstance(ctx, actor.tenantId, input.name);
  if (!row) return noInstance(input.name);
  const [{ status, note }, timeline] = await Promise.all([
    ctx.hub(actor.tenantId).health(row.id),
    ctx.journal(actor.tenantId).timeline(row.id, ctx.now() - timelineMs),
  ]);
  return done({
    instance: row.name,
    state: status.state,
    degraded: note?.degraded ?? null,
    checkedAt: note?.checkedAt ?? null,
    restarts: row.restarts,
    timeline,
  });
}
