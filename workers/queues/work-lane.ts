import type { Ctx } from "../context";
import { deliver } from "../services/deliveries/deliver";
import { disableEndpoint } from "../services/endpoints/disable";
import type { Attempt } from "../tenant/journal/attempts";
import type { TakenDelivery } from "../tenant/journal/deliveries";
import type { LaneJob } from "./messages";

/**
 * Works in an endpoint's lane: one delivery after the other, as long as there is one for it and its time
 * lasts. What comes next is the journal's to decide. Whatever goes wrong here, the lease of the delivery
 * that was in hand runs out and it is tried again.
 */
export async function workLane(ctx: Ctx, { tenantId, endpointId }: LaneJob): Promise<void> {
  try {
    await workThrough(ctx, tenantId, endpointId);
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at: "lane", endpointId, error: String(error) }));
  }
}

async function workThrough(ctx: Ctx, tenantId: string, endpointId: string): Promise<void> {
  const journal = ctx.journal(tenantId);
  const until = ctx.now() + workMs;
  let report: { delivery: TakenDelivery; attempt: Attempt } | null = null;
  for (;;) {
    const endpoint = await ctx.hub(tenantId).findEndpoint(endpointId);
    const goesOn = endpoint !== null && endpoint.enabled && ctx.now() < until;
    const turn = await journal.work(endpointId, report, goesOn ? endpoint : null);
    report = null;
    if (!endpoint) return journal.dropDeliveries(endpointId);
    if (turn.verdict) await disableEndpoint(ctx, { tenantId, endpointId, ...turn.verdict });
    if (turn.verdict || !endpoint.enabled) return journal.holdDeliveries(endpointId);
    if (turn.taken) {
      report = { delivery: turn.taken, attempt: await deliver(ctx, endpoint, turn.event) };
    } else {
      if (turn.waitMs === null) return;
      // The endpoint's rate is in the way for longer than this worker lasts: another waits on.
      if (ctx.now() + turn.waitMs > until) return void (await journal.work(endpointId, null, null));
      await scheduler.wait(turn.waitMs);
    }
  }
}

/** With an attempt that takes its full 15 seconds at the end, less than the 30 that the platform gives. */
const workMs = 10_000;
