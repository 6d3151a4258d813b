import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { InstanceDetail } from "../../domain/instance";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden, noInstance } from "../refusals";
import { findInstance, type InstanceRow } from "./find";
import { toSummary } from "./list";

/** An instance with its live QR and its own key. */
export async function getInstance(ctx: Ctx, input: { name: string }): Promise<Outcome<InstanceDetail>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const row = await findInstance(ctx, actor.tenantId, input.name);
  return row ? done(await toDetail(ctx, row)) : noInstance(input.name);
}

export async function toDetail(ctx: Ctx, row: InstanceRow): Promise<InstanceDetail> {
  const hub = ctx.hub(row.tenantId);
  const [{ status, note }, usage] = await Promise.all([hub.health(row.id), hub.instanceUse(row.id)]);
  return {
    ...toSummary(row, status, note?.degraded ?? null),
    qr: status.qr ?? null,
    profilePictureUrl: status.profilePictureUrl ?? null,
    // The key sends messages: whoever may only look does not get it.
    key: may(ctx.actor, "operate") ? await ctx.secrets.instanceKey({ ...row, instanceId: row.id }) : "",
    upstreamId: row.upstreamId,
    limits: { messages: row.messagesLimit, requests: row.requestsLimit },
    usage,
  };
}
