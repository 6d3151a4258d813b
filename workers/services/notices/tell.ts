import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema";
import { amountIn } from "../../domain/budget";
import { mailedFrom, type BudgetNotice, type QuotaNotice } from "../../domain/notice";
import type { OwnEvent } from "../../domain/own-event";
import { budgetMail } from "../../mail/budget";
import { quotaMail } from "../../mail/quota";
import { ownersOf } from "../tenants/owners";

/**
 * Tells a tenant that a share of an allowance, or of a budget for bots, is used: as an event, and its owners by
 * mail. The event has the notice's id, so a repetition is one event; the mail goes out last, since it cannot be
 * taken back.
 */
export async function tellNotice(ctx: Ctx, tenantId: string, notice: QuotaNotice): Promise<void> {
  await ctx.journal(tenantId).emit([eventOf(notice)]);
  if (notice.percent < mailedFrom) return;
  const [found] = await ctx.db.select({ name: tenant.name }).from(tenant).where(eq(tenant.id, tenantId));
  if (!found) return;
  const link = `${ctx.settings.publicUrl}${pageOf(notice)}`;
  for (const { email, name, locale } of await ownersOf(ctx, tenantId)) {
    const owner = { to: email, name, tenant: found.name, link, locale };
    await ctx.mail.send("meter" in notice ? quotaMail(owner, notice) : budgetMail(owner, notice));
  }
}

function eventOf(notice: QuotaNotice): OwnEvent {
  if (!("meter" in notice)) return budgetEvent(notice);
  const { id, meter, percent, used, limit, resetsAt, at } = notice;
  const data = { meter, percent, used, limit, resetsAt };
  return { id, type: "zapin.quota.reached", instanceId: null, instance: null, at, data };
}

function budgetEvent({ id, bot, period, unit, percent, used, limit, at }: BudgetNotice): OwnEvent {
  return {
    id,
    type: "zapin.bot.budget",
    instanceId: bot?.instanceId ?? null,
    instance: bot?.instance ?? null,
    at,
    data: {
      botId: bot?.id ?? null,
      name: bot?.name ?? null,
      period,
      unit: unit === "nanoUsd" ? "usd" : "tokens",
      percent,
      spent: amountIn(unit, used),
      limit: amountIn(unit, limit),
      action: bot?.action ?? null,
    },
  };
}

function pageOf(notice: QuotaNotice): string {
  if ("meter" in notice) return "/dashboard";
  return notice.bot ? `/bots/${notice.bot.id}` : "/bots";
}
