import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { recoveryInput } from "../../domain/endpoint";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { filterOf } from "../../tenant/hub/policy";
import { forbidden } from "../refusals";
import { findEndpointRow, noEndpoint } from "./list";

/** Between which numbers of the log a recovery looks. */
export interface Recovery {
  from: number;
  until: number;
}

/**
 * Delivers what an endpoint has missed, from a moment or a number of the log on, in the order of the log.
 * What arrived already is left out unless it is asked for.
 */
export async function recoverEndpoint(ctx: Ctx, id: string, input: unknown): Promise<Outcome<Recovery>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = recoveryInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const row = await findEndpointRow(ctx, actor.tenantId, id);
  if (!row) return noEndpoint;
  if (!row.enabled) return refuse("conflict", "The endpoint is switched off. Switch it on first.");
  const request = { ...parsed.data, ...filterOf(row) };
  return done(await ctx.journal(actor.tenantId).recoverDeliveries(id, request));
}
