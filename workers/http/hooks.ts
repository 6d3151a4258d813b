import { Hono } from "hono";
import { parseUpstreamName } from "../domain/instance";
import { isSecret, parseEvent, seenIn } from "../evolution/events";
import { evolutionServer, sandboxServer } from "../evolution/server";
import type { InboundEvent } from "../queues/messages";
import { sha256Hex } from "../secrets/bytes";
import type { HttpEnv } from "./variables";

/**
 * Where upstream servers post their events. The token in the address proves that we gave it for this
 * very instance, before a byte of the body is read. What passes is on the queue when we answer;
 * nothing else is waited for, since upstream repeats what is answered late.
 */
export const hookDoor = new Hono<HttpEnv>().post("/evolution/:server/:token", async (c) => {
  const { ctx } = c.var;
  const server = c.req.param("server");
  const known = server === sandboxServer || server === evolutionServer;
  const upstream = known ? await ctx.secrets.readHookToken(server, c.req.param("token")) : null;
  const named = upstream === null ? null : parseUpstreamName(upstream);
  if (!named) return c.json({ status: 401, error: "This hook address is not valid.", requestId: ctx.requestId }, 401);

  const length = Number(c.req.header("content-length") ?? 0);
  if (length > largestBytes)
    return c.json({ status: 413, error: "The event is too large.", requestId: ctx.requestId }, 413);
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.byteLength > largestBytes) {
    return c.json({ status: 413, error: "The event is too large.", requestId: ctx.requestId }, 413);
  }
  const text = new TextDecoder().decode(bytes);
  const event = parseEvent(text);
  if (!event || event.instance !== upstream) {
    return c.json({ status: 400, error: "The body is not an event of this instance.", requestId: ctx.requestId }, 400);
  }
  if (isSecret(event)) return c.json({ status: "ignored" });

  const receivedAt = ctx.now();
  const seen = seenIn(event);
  // The fast lane: a person who waits for a QR must not wait for a batch to fill.
  if (seen) ctx.waitUntil(ctx.hub(named.tenantId).glimpse(named.name, receivedAt, seen));

  const fingerprint = await sha256Hex(bytes);
  let body: InboundEvent["body"] = { inline: text };
  if (bytes.byteLength > queueBytes) {
    body = { stored: `${named.tenantId}/inbound/${fingerprint}` };
    await ctx.bodies.put(body.stored, bytes);
  }
  await ctx.events.send({ tenantId: named.tenantId, instance: named.name, fingerprint, receivedAt, body });
  return c.json({ status: "accepted" });
});

/** A queue message holds 128 KB, encoded; the rest of it needs room too. */
const queueBytes = 96 * 1024;
/** An isolate has 128 MB, and reading a body takes a few times its size. */
const largestBytes = 25 * 1024 * 1024;
