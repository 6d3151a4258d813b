import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { parseDeliveryId, type Delivery } from "../../domain/delivery";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { findEndpointRow } from "../endpoints/list";
import { forbidden } from "../refusals";
import { noDelivery } from "./get";

/** Delivers an event once more, at once, whatever became of it before. */
export async function retryDelivery(ctx: Ctx, input: { id: string }): Promise<Outcome<Delivery>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const place = parseDeliveryId(input.id);
  const endpoint = place && (await findEndpointRow(ctx, actor.tenantId, place.endpointId));
  if (!place || !endpoint) return noDelivery;
  if (!endpoint.enabled) return refuse("conflict", "The endpoint is switched off. Switch it on first.");
  const delivery = await ctx.journal(actor.tenantId).retryDelivery(place.endpointId, place.sequence);
  return delivery ? done(delivery) : noDelivery;
}
