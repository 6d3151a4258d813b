import { Hono, type Context } from "hono";
import type { Ctx } from "../context";
import { parseHookIdentity } from "../domain/hook";
import { judgeShape } from "../evolution/body-shape";
import { bytesUpTo } from "../evolution/body-text";
import { isSecret, parseEvent, seenIn } from "../evolution/events";
import { prepareEvent } from "../evolution/incoming-event";
import { ConnectingStorms } from "../evolution/storm";
import type { InboundEvent } from "../queues/messages";
import { sha256Hex } from "../secrets/bytes";
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

  const length = Number(c.req.header("content-length") ?? 0);
  const bytes = length > largestBytes ? null : await bytesUpTo(c.req.raw.body, largestBytes);
  if (!bytes) return refused(c, 413, "The event is too large.");
  const shape = judgeShape(bytes);
  if (shape !== "fine") return refused(c, shape === "too_deep" ? 400 : 413, `The event is ${shapes[shape]}.`);
  const text = new TextDecoder().decode(bytes);
  const event = parseEvent(text);
  if (!event || event.instance !== named.upstreamName) {
    return refused(c, 400, "The body is not an event of this instance.");
  }
  if (isSecret(event)) return c.json({ status: "ignored" });

  const receivedAt = ctx.now();
  if (!storms.admits(c.req.path, event, receivedAt)) return c.json({ status: "absorbed" });
  const { tenantId, name, upstreamName } = named;
  // One hop that names the instance and is also the fast lane: a person who waits for a QR sees it now.
  const told = { name, upstreamName, at: receivedAt, seen: seenIn(event), parting: parting.has(event.type) };
  const met = await ctx.hub(tenantId).meetEvent(told).catch(failed);
  if (met === "unknown") return refused(c, 404, "This instance does not exist any more.");
  if (typeof met === "string") return refused(c, 503, "The event could not be kept. Send it again.");

  const fingerprint = await sha256Hex(bytes);
  const incoming = { tenantId, instance: met, event, text, fingerprint, receivedAt, recovered: false };
  const kept = await prepareEvent(ctx, incoming)
    .then((row) => ctx.journal(tenantId).append([row]))
    .catch(failed);
  if (kept !== "failed") return c.json({ status: "accepted" });
  // A journal that is overloaded is no reason to lose anything, nor to have upstream wait: the queue keeps it.
  const inbound = { tenantId, instance: name, fingerprint, receivedAt };
  const queued = await enqueue(ctx, inbound, bytes, text).catch(failed);
  if (queued === "failed") return refused(c, 503, "The event could not be kept. Send it again.");
  return c.json({ status: "accepted" });
}

async function enqueue(ctx: Ctx, inbound: Omit<InboundEvent, "body">, bytes: Uint8Array, text: string): Promise<void> {
  if (bytes.byteLength <= queueBytes) return void (await ctx.events.send({ ...inbound, body: { inline: text } }));
  const stored = `${inbound.tenantId}/inbound/${inbound.fingerprint}`;
  await ctx.bodies.put(stored, bytes);
  await ctx.events.send({ ...inbound, body: { stored } });
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
const shapes = { too_deep: "nested too deeply", too_many: "made of too many parts" };

/** Events of an instance that goes away: upstream holds its deletion up until they are answered. */
const parting = new Set(["instance.delete", "remove.instance", "logout.instance", "status.instance"]);

/** A queue message holds 128 KB, encoded; the rest of it needs room too. */
const queueBytes = 96 * 1024;
/** An isolate has 128 MB, and reading a body takes a few times its size. */
const largestBytes = 25 * 1024 * 1024;
