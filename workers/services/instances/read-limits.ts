import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import type { InstanceLimits } from "../../domain/own-limits";
import { forbidden, noInstance } from "../refusals";
import { findInstance, type InstanceRow } from "./find";

/** An instance's own budget and rate, and what it has sent in this period. */
export async function readInstanceLimits(ctx: Ctx, input: { name: string }): Promise<Outcome<InstanceLimits>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const row = await findInstance(ctx, actor.tenantId, input.name);
  return row ? done(await toLimits(ctx, row)) : noInstance(input.name);
}

export async function toLimits(
  ctx: Ctx,
  row: Pick<InstanceRow, "id" | "tenantId" | "name" | "messagesLimit" | "requestsLimit">,
): Promise<InstanceLimits> {
  return {
    instance: row.name,
    limits: { messages: row.messagesLimit, requests: row.requestsLimit },
    usage: await ctx.hub(row.tenantId).instanceUse(row.id),
  };
}
