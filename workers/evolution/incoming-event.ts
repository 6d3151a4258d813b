import type { Ctx } from "../context";
import type { InstancePolicy } from "../tenant/hub/policy";
import type { NewEvent } from "../tenant/journal/events";
import { isReceived, seenIn, tenantEnvelope, type UpstreamEvent } from "./events";
import { swapFor } from "./forward";
import { messageMarkIn } from "./message-mark";
import { otherTokenSwap, swapText } from "./swap";

interface Incoming {
  tenantId: string;
  instance: InstancePolicy;
  event: UpstreamEvent;
  /** The body as upstream wrote it. */
  text: string;
  fingerprint: string;
  receivedAt: number;
  recovered: boolean;
}

/** Turns an upstream event into a row of the log: in the tenant's names, without upstream's secrets; large bodies go to R2. */
export async function prepareEvent(ctx: Ctx, incoming: Incoming): Promise<NewEvent> {
  const { tenantId, instance, event, fingerprint } = incoming;
  const swap = await swapFor(ctx, instance, tenantId);
  const other = otherTokenSwap(swap, event.token);
  const own = swapText(incoming.text, swap);
  const swapped = other ? swapText(own, other) : own;
  const text = tenantEnvelope(swapped, `${ctx.settings.publicUrl}/v1`);
  return {
    fingerprint,
    type: event.type,
    instanceId: instance.id,
    instance: instance.name,
    at: incoming.receivedAt,
    seen: seenIn(event),
    received: isReceived(event),
    message: messageMarkIn(event),
    recovered: incoming.recovered,
    body: text.length <= inlineCharacters ? { inline: text } : await stored(ctx, tenantId, fingerprint, text),
  };
}

async function stored(ctx: Ctx, tenantId: string, fingerprint: string, text: string): Promise<NewEvent["body"]> {
  const key = `${tenantId}/events/${fingerprint}`;
  const bytes = new TextEncoder().encode(text);
  await ctx.bodies.put(key, bytes);
  return { stored: key, bytes: bytes.length };
}

/** Larger bodies go to R2: a row of an Object's database holds 2 MB, and a log should stay quick to read. */
const inlineCharacters = 100_000;
