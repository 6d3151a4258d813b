import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { membership, tenant, user } from "../../db/schema";
import { mailedFrom, type QuotaNotice } from "../../domain/notice";
import { quotaMail } from "../../mail/quota";
import { baseLocale } from "../../i18n/paraglide/runtime";

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
  const owners = await ctx.db
    .select({ email: user.email, name: user.name, tenant: tenant.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .innerJoin(tenant, eq(tenant.id, membership.tenantId))
    .where(and(eq(membership.tenantId, tenantId), eq(membership.role, "owner"), eq(user.emailVerified, true)));
  const link = `${ctx.settings.publicUrl}/dashboard`;
  for (const owner of owners) {
    await ctx.mail.send(
      quotaMail({ to: owner.email, name: owner.name, tenant: owner.tenant, link, locale: baseLocale }, notice),
    );
  }
}
