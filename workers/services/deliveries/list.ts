import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { deliveryStatuses, type Delivery } from "../../domain/delivery";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { findEndpointRow, noEndpoint } from "../endpoints/list";
import { forbidden } from "../refusals";

export const deliveriesInput = z.object({
  status: z.enum(deliveryStatuses, { error: `must be one of ${deliveryStatuses.join(", ")}` }).optional(),
  before: z.coerce
    .number({ error: "must be a number of the event log" })
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .optional(),
  limit: z.coerce
    .number({ error: "must be a whole number from 1 to 100" })
    .int("must be a whole number from 1 to 100")
    .min(1, "must be at least 1")
    .max(100, "must be at most 100")
    .default(50),
});

/** Deliveries of an endpoint with their attempts, newest events first. `next` is the `before` of the following page. */
export async function listDeliveries(
  ctx: Ctx,
  endpointId: string,
  input: unknown,
): Promise<Outcome<{ deliveries: Delivery[]; next: number | null }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = deliveriesInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  if (!(await findEndpointRow(ctx, actor.tenantId, endpointId))) return noEndpoint;
  const deliveries = await ctx.journal(actor.tenantId).listDeliveries(endpointId, parsed.data);
  const last = deliveries.at(-1);
  return done({ deliveries, next: last && deliveries.length === parsed.data.limit ? last.sequence : null });
}
