import { Hono, type Context } from "hono";
import type { Ctx } from "../context";
import { eventRefusals, largestEventBytes, type EventRefusal } from "../domain/event-refusal";
import { parseHookIdentity, type HookIdentity } from "../domain/hook";
import { piecesOf, readBeginning } from "../evolution/body-text";
import { isSecret, parseEvent, seenIn, type UpstreamEvent } from "../evolution/events";
import { prepareEvent } from "../evolution/incoming-event";
import { judgeJson } from "../evolution/json-scanner";
import { LargeEvent } from "../evolution/large-event";
import { LargePlaces } from "../evolution/large-places";
import { ConnectingStorms } from "../evolution/storm";
import type { InboundEvent } from "../queues/messages";
import { sha256Hex } from "../secrets/bytes";
import { noteRefusedEvent } from "../services/events/note-refused";
import type { InstancePolicy } from "../tenant/hub/policy";
import { chatwootDoor } from "./chatwoot";
import type { HttpEnv } from "./variables";

/**
 * Where upstream servers post their events. The token in the address proves that we gave it for this
 * very instance, before a byte of the body is read. An event is answered with a 2xx once it is written
 * down, and not before: whoever hears anything else, or nothing, sends it again.
 */
export const hookDoor = new Hono<HttpEnv>()
  .post("/evolution/:server/:token", (c) => receive(c))
  .post("/chatwoot/:token", (c) => chatwootDoor(c))
  .all("*", (c) => refused(c, 404, "There is no such hook address."));

async function receive(c: Context<HttpEnv, "/evolution/:server/:token">): Promise<Response> {
  const ctx = c.get("ctx");
  // The MAC is over the server's id too, so that no list of servers has to be asked for.
  const identity = await ctx.secrets.readHookToken(c.req.param("server"), c.req.param("token"));
  const named = identity === null ? null : parseHookIdentity(identity);
  if (!named) return refused(c, 401, "This hook address is not valid.");
  const begun = await readBeginning(c.req.raw.body, heldBytes).catch(failed);
  // It broke off.
  if (begun === "failed") return notKept(c);
  const { bytes, rest } = begun;
  return rest ? receiveLarge(c, named, bytes, rest) : receiveHeld(c, named, bytes);
}

/** Takes an event that is held whole. */
async function receiveHeld(
  c: Context<HttpEnv>,
  named: HookIdentity,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const ctx = c.get("ctx");
  const failure = judgeJson(bytes);
  if (failure) return refuseEvent(c, named, failure, { bytes, event: null });
  const text = new TextDecoder().decode(bytes);
  const event = parseEvent(text);
  if (!event) return refuseEvent(c, named, "no_event", { bytes, event });
  if (event.instance !== named.upstreamName) return refuseEvent(c, named, "other_instance", { bytes, event });
  if (isSecret(event)) return c.json({ status: "ignored" });

  const receivedAt = ctx.now();
  if (!storms.admits(c.req.path, event, receivedAt)) return c.json({ status: "absorbed" });
  const instance = await meet(ctx, named, event, receivedAt);
  if (instance === "unknown") return unknownInstance(c);
  if (instance === null) return notKept(c);

  const fingerprint = await sha256Hex(bytes);
  const { tenantId, name } = named;
  const incoming = { tenantId, instance, event, text, fingerprint, receivedAt, recovered: false };
  const kept = await prepareEvent(ctx, incoming)
    .then((row) => ctx.journal(tenantId).append([row]))
    .catch(failed);
  if (kept !== "failed") return c.json({ status: "accepted" });
  // A journal that is overloaded is no reason to lose anything, nor to have upstream wait: the queue keeps it.
  const inbound = { tenantId, instance: name, fingerprint, receivedAt };
  const queued = await enqueue(ctx, inbound, bytes, text).catch(failed);
  return queued === "failed" ? notKept(c) : c.json({ status: "accepted" });
}

/** Takes an event of which no more is held than the beginning; the rest is read as fast as R2 takes it. */
async function receiveLarge(
  c: Context<HttpEnv>,
  named: HookIdentity,
  bytes: Uint8Array<ArrayBuffer>,
  rest: ReadableStream<Uint8Array>,
): Promise<Response> {
  const ctx = c.get("ctx");
  const large = new LargeEvent(bytes);
  const refuseIt = async (reason: EventRefusal) => {
    await rest.cancel().catch(() => {});
    return refuseEvent(c, named, reason, { bytes, event: large.head, isLarge: true });
  };
  const event = large.head;
  if (Number(c.req.header("content-length") ?? 0) > largestEventBytes) return refuseIt("too_large");
  if (large.refusal || !event) return refuseIt(large.refusal ?? "no_event");
  if (event.instance !== named.upstreamName) return refuseIt("other_instance");
  const place = largePlaces.take(named.tenantId, ctx.now());
  if (!place) return notKept(c);
  const answer = keepLarge(c, named, { large, event, rest, signal: place.signal, refuseIt })
    .catch((error: unknown) => (failed(error), notKept(c)))
    .finally(() => place.leave());
  // Whoever breaks off ends the request, and with it all that nobody else waits for: what was begun must be cleared up.
  ctx.waitUntil(answer);
  return answer;
}

async function keepLarge(
  c: Context<HttpEnv>,
  named: HookIdentity,
  coming: {
    large: LargeEvent;
    event: UpstreamEvent;
    rest: ReadableStream<Uint8Array>;
    signal: AbortSignal;
    refuseIt(reason: EventRefusal): Promise<Response>;
  },
): Promise<Response> {
  const ctx = c.get("ctx");
  const { tenantId } = named;
  const receivedAt = ctx.now();
  const instance = await meet(ctx, named, coming.event, receivedAt);
  if (instance === "unknown") return unknownInstance(c);
  if (instance === null) return notKept(c);
  const row = await coming.large.store(ctx, { tenantId, instance, receivedAt }, piecesOf(coming.rest, coming.signal));
  if (row === "secret") return c.json({ status: "ignored" });
  if ("refused" in row) return coming.refuseIt(row.refused);
  await ctx.journal(tenantId).append([row]);
  return c.json({ status: "accepted" });
}

/** One hop that names the instance and is also the fast lane: a person who waits for a QR sees it now. Null to try again. */
async function meet(
  ctx: Ctx,
  { tenantId, name, upstreamName }: HookIdentity,
  event: UpstreamEvent,
  at: number,
): Promise<InstancePolicy | "unknown" | null> {
  const told = { name, upstreamName, at, seen: seenIn(event), parting: parting.has(event.type) };
  const met = await ctx.hub(tenantId).meetEvent(told).catch(failed);
  return met === "failed" || met === "being_made" ? null : met;
}

async function enqueue(ctx: Ctx, inbound: Omit<InboundEvent, "body">, bytes: Uint8Array, text: string): Promise<void> {
  if (bytes.byteLength <= queueBytes) return void (await ctx.events.send({ ...inbound, body: { inline: text } }));
  const stored = `${inbound.tenantId}/inbound/${inbound.fingerprint}`;
  await ctx.bodies.put(stored, bytes);
  await ctx.events.send({ ...inbound, body: { stored } });
}

/** What cannot be kept is at least told of: to its sender by the answer, to the tenant by an event. */
async function refuseEvent(
  c: Context<HttpEnv>,
  named: HookIdentity,
  reason: EventRefusal,
  about: { bytes: Uint8Array<ArrayBuffer>; event: UpstreamEvent | null; isLarge?: boolean },
): Promise<Response> {
  const length = Number(c.req.header("content-length") ?? Number.NaN);
  const noted = await noteRefusedEvent(c.get("ctx"), named, {
    reason,
    event: about.event?.type ?? null,
    bytes: about.isLarge ? (Number.isSafeInteger(length) ? length : null) : about.bytes.length,
    // A message's id stands at its beginning, so that the same one sent again is told of once.
    fingerprint: await sha256Hex(about.bytes.subarray(0, heldBytes)),
  }).catch(failed);
  if (noted === "failed") return notKept(c);
  if (noted === "unknown") return unknownInstance(c);
  return refused(c, eventRefusals[reason].status, eventRefusals[reason].text);
}

function unknownInstance(c: Context<HttpEnv>): Response {
  return refused(c, 404, "This instance does not exist any more.");
}

function notKept(c: Context<HttpEnv>): Response {
  return refused(c, 503, "The event could not be kept. Send it again.");
}

function refused(c: Context<HttpEnv>, status: 400 | 401 | 404 | 413 | 503, error: string): Response {
  const headers = status === 503 ? { "retry-after": "5" } : undefined;
  return c.json({ status, error, requestId: c.get("ctx").requestId }, status, headers);
}

function failed(error: unknown): "failed" {
  console.error(JSON.stringify({ level: "error", at: "hook", error: String(error) }));
  return "failed";
}

const storms = new ConnectingStorms();

/** Events of an instance that goes away: upstream holds its deletion up until they are answered. */
const parting = new Set(["instance.delete", "remove.instance", "logout.instance", "status.instance"]);

/** A queue message holds 128 KB, encoded; the rest of it needs room too. */
const queueBytes = 96 * 1024;
/** Larger ones flow by. Reading one into objects takes several times its size, and many may come at once. */
const heldBytes = 1024 * 1024;
const largePlaces = new LargePlaces();
