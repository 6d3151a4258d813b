import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findEndpointRow, noEndpoint } from "./list";

/** The secret that signs an endpoint's deliveries, for administrators: a receiver needs it. */
export async function revealEndpointSecret(ctx: Ctx, input: { id: string }): Promise<Outcome<{ secret: string }>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const row = await findEndpointRow(ctx, actor.tenantId, input.id);
  return row ? done({ secret: await ctx.secrets.seal.open(row.secret, `endpoint:${row.id}`) }) : noEndpoint;
}
