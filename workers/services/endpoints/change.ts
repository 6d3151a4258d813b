import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint as endpointTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { endpointChange, type PublicEndpoint } from "../../domain/endpoint";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { columnsOf } from "./columns";
import { findEndpointRow, noEndpoint, toPublicEndpoints } from "./list";

/**
 * Changes what was chosen for an endpoint; what is left out stays. Switched off, it keeps what is on its
 * way; switched on, that goes out. What happened in between waits in the log, to be recovered.
 */
export async function changeEndpoint(ctx: Ctx, id: string, input: unknown): Promise<Outcome<PublicEndpoint>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = endpointChange.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { tenantId } = actor;
  const before = await findEndpointRow(ctx, tenantId, id);
  if (!before) return noEndpoint;
  const refusal = before.instanceId === null ? null : refusalForWebhook(parsed.data);
  if (refusal) return refusal;
  const chosen = await columnsOf(ctx, tenantId, id, parsed.data);
  if (!chosen.ok) return chosen;

  const [row] = await ctx.db
    .update(endpointTable)
    .set({ ...chosen.value, updatedAt: ctx.now() })
    .where(and(eq(endpointTable.id, id), eq(endpointTable.tenantId, tenantId)))
    .returning();
  if (!row) return noEndpoint;
  await ctx.hub(tenantId).refresh("endpoints");
  const journal = ctx.journal(tenantId);
  if (parsed.data.enabled === false) await journal.holdDeliveries(id);
  // Also where it was on before: what an earlier change could not finish is finished now.
  if (parsed.data.enabled === true) await journal.resumeDeliveries(id);
  const [shown] = await toPublicEndpoints(ctx, tenantId, [row]);
  return shown ? done(shown) : noEndpoint;
}

/** Evolution's webhook has Evolution's fields; here it can be switched, described and slowed down. */
function refusalForWebhook(chosen: object) {
  const own = ["enabled", "description", "concurrency", "ratePerSecond"];
  const other = Object.keys(chosen).find((name) => !own.includes(name));
  if (other === undefined) return null;
  const text = `This is an instance's Evolution webhook: change its ${other} with POST /v1/webhook/set/{instance}.`;
  return refuse("invalid_input", text, { field: other });
}
