import type { Ctx } from "../context";
import { isSecret, parseEvent, seenIn, stateIn, tenantEnvelope, type UpstreamEvent } from "../evolution/events";
import { messageMarkIn } from "../evolution/message-mark";
import { swapFor } from "../evolution/forward";
import { swapText } from "../evolution/swap";
import type { ReceivedEvent, Seen } from "../tenant/hub/event-receiver";
import type { InstancePolicy } from "../tenant/hub/policy";
import type { NewEvent } from "../tenant/journal/events";
import type { InboundEvent } from "./messages";

/**
 * One tenant's events of a batch, in the order in which they came: into the log, then to the hub, then
 * one delivery for each endpoint that wants one. Each step may be repeated; the log says what is left to do.
 */
export async function consumeEvents(ctx: Ctx, tenantId: string, inbound: InboundEvent[]): Promise<void> {
  const hub = ctx.hub(tenantId);
  const journal = ctx.journal(tenantId);
  const instances = await hub.findInstances([...new Set(inbound.map((event) => event.instance))]);

  const prepared: PreparedEvent[] = [];
  for (const event of [...inbound].sort((a, b) => a.receivedAt - b.receivedAt)) {
    const instance = instances[event.instance];
    const ready = instance && (await prepare(ctx, tenantId, instance, event));
    if (ready) prepared.push(ready);
  }
  if (prepared.length === 0) return;

  const appended = await journal.append(prepared.map(({ row }) => row));
  const byFingerprint = new Map(prepared.map((event) => [event.row.fingerprint, event]));
  const pending = new Map(appended.filter((event) => event.pending).map((event) => [event.sequence, event]));
  if (pending.size === 0) return;

  const received = [...pending.values()].map(({ sequence, id, fingerprint }): ReceivedEvent => {
    const { row, seen, data } = byFingerprint.get(fingerprint)!;
    const { type, instanceId, at, recovered = false } = row;
    return { sequence, id, type, instanceId, at, recovered, seen, data };
  });
  const recipients = await hub.receive(received);
  const deliveryIds = await journal.dispatch([...pending.keys()], recipients);
  for (let at = 0; at < deliveryIds.length; at += 100) {
    const batch = deliveryIds.slice(at, at + 100).map((deliveryId) => ({ body: { tenantId, deliveryId } }));
    await ctx.deliveries.sendBatch(batch);
  }
}

interface PreparedEvent {
  row: NewEvent;
  seen: Seen | null;
  data: string | null;
}

async function prepare(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  inbound: InboundEvent,
): Promise<PreparedEvent | null> {
  const raw = "inline" in inbound.body ? inbound.body.inline : await storedText(ctx, inbound.body.stored);
  const event = raw === null ? null : parseEvent(raw);
  if (raw === null || !event || isSecret(event)) return null;
  // The address was given for another instance that had this name.
  if (event.instance !== instance.upstreamName) return null;

  const swap = await swapFor(ctx, instance, tenantId);
  let swapped = swapText(raw, swap);
  // The last events of a deleted instance arrive when its name may be another's, with another token.
  if (event.token && event.token.length >= tokenCharacters) swapped = swapped.replaceAll(event.token, swap.key);
  const { text, data } = tenantEnvelope(swapped, `${ctx.settings.publicUrl}/v1`);
  const dataText = JSON.stringify(data);
  return {
    row: {
      fingerprint: inbound.fingerprint,
      type: event.type,
      instanceId: instance.id,
      instance: instance.name,
      at: inbound.receivedAt,
      state: stateIn(event),
      message: messageMarkIn(event),
      recovered: inbound.recovered ?? false,
      body: await placed(ctx, inbound, tenantId, text),
    },
    seen: seenIn(event),
    data: fitsFrame(event, dataText) ? dataText : null,
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

/** A QR picture has a frame of its own; media has no place on a socket at all. */
function fitsFrame(event: UpstreamEvent, text: string): boolean {
  return event.type !== "qrcode.updated" && text.length <= frameCharacters;
}

/** Shorter ones may be words of the message. */
const tokenCharacters = 8;
/** Larger bodies go to R2: a row of an Object's database holds 2 MB, and a log should stay quick to read. */
const inlineCharacters = 100_000;
const frameCharacters = 16_000;
