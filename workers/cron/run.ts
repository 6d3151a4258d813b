import { and, isNotNull, lt } from "drizzle-orm";
import { createContext } from "../context";
import { instance, tenant } from "../db/schema";
import { planOf } from "../domain/plan";
import { usageRetentionDays } from "../domain/series-input";
import { forgetExpired } from "../services/accounts/forget-expired";
import { continueLeftImports } from "../services/imports/continue";
import { renewSeals } from "../services/seals/renew";
import { recordUsageDays } from "../services/usage/record-days";
import { watchServers } from "../services/servers/watch";

/** The regular round: every five minutes deleted instances and the servers' health, once a day what the plans no longer keep. */
export async function runCron(controller: ScheduledController, env: Env, execution: ExecutionContext): Promise<void> {
  const now = controller.scheduledTime;
  const ctx = createContext(env, execution, { requestId: `cron-${now}`, actor: { kind: "anonymous" } });
  await ctx.db.delete(instance).where(and(isNotNull(instance.deletedAt), lt(instance.deletedAt, now - dayMs)));
  await watchServers(ctx);
  await continueLeftImports(ctx);
  if (env.DATA_SECRET_PREVIOUS) await renewSeals(ctx);
  if (new Date(now).getUTCHours() !== 3 || new Date(now).getUTCMinutes() >= 5) return;
  await forgetExpired(ctx);
  for (const { id, plan } of await ctx.db.select({ id: tenant.id, plan: tenant.plan }).from(tenant)) {
    const { eventRetentionDays, requestRetentionDays } = planOf(plan);
    await recordUsageDays(ctx, id);
    await ctx.journal(id).removeOld({
      events: now - eventRetentionDays * dayMs,
      requests: now - requestRetentionDays * dayMs,
      usage: now - usageRetentionDays * dayMs,
    });
  }
}

const dayMs = 24 * 60 * 60_000;
