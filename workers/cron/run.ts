import { and, isNotNull, lt } from "drizzle-orm";
import { createContext, type Ctx } from "../context";
import { instance, tenant } from "../db/schema";
import { planOf, type Plan } from "../domain/plan";
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
  await attempt({ job: "deleted_instances" }, () => forgetDeleted(ctx, now));
  await attempt({ job: "servers" }, () => watchServers(ctx));
  await attempt({ job: "imports" }, () => continueLeftImports(ctx));
  if (env.DATA_SECRET_PREVIOUS) await attempt({ job: "seals" }, () => renewSeals(ctx));
  if (new Date(now).getUTCHours() !== 3 || new Date(now).getUTCMinutes() >= 5) return;
  await attempt({ job: "expired_accounts" }, () => forgetExpired(ctx));
  for (const { id, plan } of await ctx.db.select({ id: tenant.id, plan: tenant.plan }).from(tenant)) {
    await attempt({ job: "tenant", tenantId: id }, () => tidyTenant(ctx, id, planOf(plan), now));
  }
}

/** What fails must not keep the round from what comes after it; the next round tries it again. */
async function attempt(what: { job: string; tenantId?: string }, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at: "cron", ...what, error: String(error) }));
  }
}

async function forgetDeleted({ db }: Ctx, now: number): Promise<void> {
  await db.delete(instance).where(and(isNotNull(instance.deletedAt), lt(instance.deletedAt, now - dayMs)));
}

async function tidyTenant(ctx: Ctx, tenantId: string, plan: Plan, now: number): Promise<void> {
  await recordUsageDays(ctx, tenantId);
  await ctx.journal(tenantId).removeOld({
    events: now - plan.eventRetentionDays * dayMs,
    requests: now - plan.requestRetentionDays * dayMs,
    usage: now - usageRetentionDays * dayMs,
  });
}

const dayMs = 24 * 60 * 60_000;
