import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint as endpointTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { noEndpoint } from "./list";

/** Ends an endpoint for good, with its deliveries. The events stay in the log. */
export async function deleteEndpoint(ctx: Ctx, input: { id: string }): Promise<Outcome<{ id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const { tenantId } = actor;
  const removed = await ctx.db
    .delete(endpointTable)
    .where(and(eq(endpointTable.id, input.id), eq(endpointTable.tenantId, tenantId)))
    .returning({ id: endpointTable.id });
  if (removed.length === 0) return noEndpoint;
  await ctx.hub(tenantId).refresh("endpoints");
  await ctx.journal(tenantId).dropDeliveries(input.id);
  return done({ id: input.id });
}
