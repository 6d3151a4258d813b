import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint as endpointTable } from "../../db/schema";
import type { DisabledReason } from "../../domain/endpoint";
import { endpointDisabledMail } from "../../mail/messages";
import { ownersOf } from "../tenants/owners";

interface DisabledEndpoint {
  tenantId: string;
  endpointId: string;
  reason: DisabledReason;
  failingSince: number | null;
  lastError: string | null;
}

/**
 * Switches off an endpoint whose receiver is gone or has failed for days: Zapin itself does this, after an
 * attempt. The tenant hears of it as an event and its owners by mail, once.
 */
export async function disableEndpoint(ctx: Ctx, disabled: DisabledEndpoint): Promise<void> {
  const { tenantId, endpointId, reason, failingSince, lastError } = disabled;
  const at = ctx.now();
  const [row] = await ctx.db
    .update(endpointTable)
    .set({ enabled: false, disabledReason: reason, disabledAt: at, updatedAt: at })
    // Of several attempts that fail at once, one switches it off.
    .where(and(eq(endpointTable.id, endpointId), eq(endpointTable.tenantId, tenantId), eq(endpointTable.enabled, true)))
    .returning({ url: endpointTable.url });
  await ctx.hub(tenantId).refresh("endpoints");
  await ctx.journal(tenantId).holdDeliveries(endpointId);
  if (!row) return;
  await ctx.journal(tenantId).emit([
    {
      id: `zapin.endpoint.disabled:${endpointId}:${at}`,
      type: "zapin.endpoint.disabled",
      instanceId: null,
      instance: null,
      at,
      data: { endpointId, url: row.url, reason, failingSince, lastError },
    },
  ]);
  const link = `${ctx.settings.publicUrl}/webhooks/${endpointId}`;
  for (const { email, name, locale } of await ownersOf(ctx, tenantId)) {
    await ctx.mail.send(endpointDisabledMail({ to: email, name, link, locale, url: row.url, reason }));
  }
}
