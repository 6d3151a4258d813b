import type { Ctx } from "../context";
import { messageMarkIn } from "../evolution/message-mark";
import { isReceived, isSecret, parseEvent, seenIn, tenantEnvelope } from "../evolution/events";
import { swapFor } from "../evolution/forward";
import { swapText } from "../evolution/swap";
import type { InstancePolicy } from "../tenant/hub/policy";
import type { NewEvent } from "../tenant/journal/events";
import type { InboundEvent } from "./messages";

/** One tenant's events of a batch, in the order in which they came, into the log. A repetition changes nothing. */
export async function consumeEvents(ctx: Ctx, tenantId: string, inbound: InboundEvent[]): Promise<void> {
  const instances = await ctx.hub(tenantId).findInstances([...new Set(inbound.map((event) => event.instance))]);
  const prepared: NewEvent[] = [];
  for (const event of [...inbound].sort((a, b) => a.receivedAt - b.receivedAt)) {
    const instance = instances[event.instance];
    const ready = instance && (await prepare(ctx, tenantId, instance, event));
    if (ready) prepared.push(ready);
  }
  if (prepared.length > 0) await ctx.journal(tenantId).append(prepared);
}

async function prepare(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  inbound: InboundEvent,
): Promise<NewEvent | null> {
  const raw = "inline" in inbound.body ? inbound.body.inline : await storedText(ctx, inbound.body.stored);
  const event = raw === null ? null : parseEvent(raw);
  if (raw === null || !event || isSecret(event)) return null;
  // The address was given for another instance that had this name.
  if (event.instance !== instance.upstreamName) return null;

  const swap = await swapFor(ctx, instance, tenantId);
  let swapped = swapText(raw, swap);
  // The last events of a deleted instance arrive when its name may be another's, with another token.
  if (event.token && event.token.length >= tokenCharacters) swapped = swapped.replaceAll(event.token, swap.key);
  const text = tenantEnvelope(swapped, `${ctx.settings.publicUrl}/v1`);
  return {
    fingerprint: inbound.fingerprint,
    type: event.type,
    instanceId: instance.id,
    instance: instance.name,
    at: inbound.receivedAt,
    seen: seenIn(event),
    received: isReceived(event),
    message: messageMarkIn(event),
    recovered: inbound.recovered ?? false,
    body: await placed(ctx, inbound, tenantId, text),
  };
}

async function placed(ctx: Ctx, inbound: InboundEvent, tenantId: string, text: string): Promise<NewEvent["body"]> {
  if (text.length <= inlineCharacters) return { inline: text };
  const key = `${tenantId}/events/${inbound.fingerprint}`;
  await ctx.bodies.put(key, text);
  if ("stored" in inbound.body) ctx.waitUntil(ctx.bodies.delete(inbound.body.stored));
  return { stored: key };
}

async function storedText(ctx: Ctx, key: string): Promise<string | null> {
  return (await ctx.bodies.get(key))?.text() ?? null;
}

/** Shorter ones may be words of the message. */
const tokenCharacters = 8;
/** Larger bodies go to R2: a row of an Object's database holds 2 MB, and a log should stay quick to read. */
const inlineCharacters = 100_000;
