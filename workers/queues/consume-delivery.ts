import type { Ctx } from "../context";
import { deliver } from "../services/deliveries/deliver";
import type { DeliveryJob } from "./messages";

/** Makes one attempt. What comes next is the journal's to decide; the queue only carries. */
export async function consumeDelivery(ctx: Ctx, { tenantId, deliveryId }: DeliveryJob): Promise<void> {
  const journal = ctx.journal(tenantId);
  const delivery = await journal.beginDelivery(deliveryId);
  if (!delivery) return;
  const endpoint = await ctx.hub(tenantId).findEndpoint(delivery.endpointId);
  const attempt = await deliver(ctx, endpoint, delivery.event);
  await journal.recordAttempt(deliveryId, attempt);
}
