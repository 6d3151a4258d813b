import type { Ctx } from "../context";
import { isSecret, parseEvent } from "../evolution/events";
import { prepareEvent } from "../evolution/incoming-event";
import type { InstancePolicy } from "../tenant/hub/policy";
import type { NewEvent } from "../tenant/journal/events";
import type { InboundEvent } from "./messages";

/**
 * One tenant's events of a batch, in the order in which they came, into the log: those that the journal
 * could not take at the door, and those that were found in upstream's history. A repetition changes nothing.
 */
export async function consumeEvents(ctx: Ctx, tenantId: string, inbound: InboundEvent[]): Promise<void> {
  const instances = await ctx.hub(tenantId).findInstances([...new Set(inbound.map((event) => event.instance))]);
  const prepared: NewEvent[] = [];
  for (const event of [...inbound].sort((a, b) => a.receivedAt - b.receivedAt)) {
    const instance = instances[event.instance];
    const ready = instance && (await prepare(ctx, tenantId, instance, event));
    if (ready) prepared.push(ready);
  }
  if (prepared.length > 0) await ctx.journal(tenantId).append(prepared);
  const carried = inbound.flatMap(({ body }) => ("stored" in body ? [body.stored] : []));
  if (carried.length > 0) ctx.waitUntil(ctx.bodies.delete(carried));
}

async function prepare(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  inbound: InboundEvent,
): Promise<NewEvent | null> {
  const text =
    "inline" in inbound.body ? inbound.body.inline : await (await ctx.bodies.get(inbound.body.stored))?.text();
  const event = text === undefined ? null : parseEvent(text);
  if (text === undefined || !event || isSecret(event)) return null;
  // The address was given for another instance that had this name.
  if (event.instance !== instance.upstreamName) return null;
  const { fingerprint, receivedAt } = inbound;
  return prepareEvent(ctx, { tenantId, instance, event, text, fingerprint, receivedAt, recovered: false });
}
