import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema";
import { mailedFrom, type QuotaNotice } from "../../domain/notice";
import { quotaMail } from "../../mail/quota";
import { ownersOf } from "../tenants/owners";

/**
 * Tells a tenant that a share of an allowance is used: as an event, and its owners by mail. The event has the
 * notice's id, so a repetition is one event; the mail goes out last, since it cannot be taken back.
 */
export async function tellNotice(ctx: Ctx, tenantId: string, notice: QuotaNotice): Promise<void> {
  const { id, meter, percent, used, limit, resetsAt, at } = notice;
  await ctx.journal(tenantId).emit([
    {
      id,
      type: "zapin.quota.reached",
      instanceId: null,
      instance: null,
      at,
      data: { meter, percent, used, limit, resetsAt },
    },
  ]);
  if (percent < mailedFrom) return;
  const [found] = await ctx.db.select({ name: tenant.name }).from(tenant).where(eq(tenant.id, tenantId));
  if (!found) return;
  const link = `${ctx.settings.publicUrl}/dashboard`;
  for (const { email, name, locale } of await ownersOf(ctx, tenantId)) {
    await ctx.mail.send(quotaMail({ to: email, name, tenant: found.name, link, locale }, notice));
  }
}
