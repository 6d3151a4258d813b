import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { parseDeliveryId, type Delivery } from "../../domain/delivery";
import type { LoggedEvent } from "../../domain/event";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { findEndpointRow } from "../endpoints/list";
import { toLogged } from "../events/list";
import { forbidden } from "../refusals";

/** One delivery with its attempts, and the event that it brings. */
export async function getDelivery(
  ctx: Ctx,
  input: { id: string },
): Promise<Outcome<Delivery & { event: LoggedEvent }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const place = parseDeliveryId(input.id);
  // The journal is the tenant's own; the endpoint must still be there for its deliveries to be shown.
  if (!place || !(await findEndpointRow(ctx, actor.tenantId, place.endpointId))) return noDelivery;
  const found = await ctx.journal(actor.tenantId).findDelivery(place.endpointId, place.sequence);
  return found ? done({ ...found.delivery, event: await toLogged(ctx, found.event) }) : noDelivery;
}

export const noDelivery = refuse("not_found", "There is no such delivery.");
