import { Hono, type Context } from "hono";
import { parseHookIdentity } from "../domain/hook";
import { bytesUpTo } from "../evolution/body-text";
import { isSecret, parseEvent, seenIn } from "../evolution/events";
import { ConnectingStorms } from "../evolution/storm";
import type { InboundEvent } from "../queues/messages";
import { sha256Hex } from "../secrets/bytes";
import type { HttpEnv } from "./variables";

/**
 * Where upstream servers post their events. The token in the address proves that we gave it for this
 * very instance, before a byte of the body is read. What passes is on the queue when we answer;
 * nothing else is waited for, since upstream repeats what is answered late.
 */
export const hookDoor = new Hono<HttpEnv>()
  .post("/evolution/:server/:token", (c) => receive(c))
  .all("*", (c) => {
    const { requestId } = c.get("ctx");
    return c.json({ status: 404, error: "There is no such hook address.", requestId }, 404);
  });

async function receive(c: Context<HttpEnv, "/evolution/:server/:token">): Promise<Response> {
  const ctx = c.get("ctx");
  // The MAC is over the server's id too, so that no list of servers has to be asked for.
  const identity = await ctx.secrets.readHookToken(c.req.param("server"), c.req.param("token"));
  const named = identity === null ? null : parseHookIdentity(identity);
  if (!named) return c.json({ status: 401, error: "This hook address is not valid.", requestId: ctx.requestId }, 401);

  const length = Number(c.req.header("content-length") ?? 0);
  if (length > largestBytes)
    return c.json({ status: 413, error: "The event is too large.", requestId: ctx.requestId }, 413);
  const bytes = await bytesUpTo(c.req.raw.body, largestBytes);
  if (!bytes) return c.json({ status: 413, error: "The event is too large.", requestId: ctx.requestId }, 413);
  const text = new TextDecoder().decode(bytes);
  const event = parseEvent(text);
  if (!event || event.instance !== named.upstreamName) {
    return c.json({ status: 400, error: "The body is not an event of this instance.", requestId: ctx.requestId }, 400);
  }
  if (isSecret(event)) return c.json({ status: "ignored" });

  const receivedAt = ctx.now();
  if (!storms.admits(c.req.path, event, receivedAt)) return c.json({ status: "absorbed" });
  const seen = seenIn(event);
  // The fast lane: a person who waits for a QR must not wait for a batch to fill.
  const { tenantId, name: instance, upstreamName } = named;
  if (seen) ctx.waitUntil(ctx.hub(tenantId).glimpse(instance, receivedAt, seen, upstreamName));

  const fingerprint = await sha256Hex(bytes);
  let body: InboundEvent["body"] = { inline: text };
  if (bytes.byteLength > queueBytes) {
    body = { stored: `${tenantId}/inbound/${fingerprint}` };
    await ctx.bodies.put(body.stored, bytes);
  }
  await ctx.events.send({ tenantId, instance, fingerprint, receivedAt, body });
  return c.json({ status: "accepted" });
}

const storms = new ConnectingStorms();

/** A queue message holds 128 KB, encoded; the rest of it needs room too. */
const queueBytes = 96 * 1024;
/** An isolate has 128 MB, and reading a body takes a few times its size. */
const largestBytes = 25 * 1024 * 1024;
