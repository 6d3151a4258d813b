import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { PublicEndpoint } from "../../domain/endpoint";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findEndpointRow, noEndpoint, toPublicEndpoints } from "./list";

/** One endpoint. */
export async function getEndpoint(ctx: Ctx, input: { id: string }): Promise<Outcome<PublicEndpoint>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const row = await findEndpointRow(ctx, actor.tenantId, input.id);
  const [shown] = row ? await toPublicEndpoints(ctx, actor.tenantId, [row]) : [];
  return shown ? done(shown) : noEndpoint;
}
