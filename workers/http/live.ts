import type { Context } from "hono";
import { readSession } from "../auth/session";
import { liveCloses, liveKeyProtocol, liveProtocol } from "../domain/live";
import { recognizeKey } from "../services/keys/recognize";
import { socketHeaders } from "../tenant/hub/live/open";
import { refuseSocket } from "../tenant/hub/sockets";
import { keyOf } from "./credential";
import { relayAfterKey } from "./live-relay";
import type { HttpEnv } from "./variables";

/**
 * Opens a socket to a tenant's hub: for a dashboard by its session, for a program by its key. Browsers
 * send cookies with every socket, from any page, so a session counts from our own pages only; a page of
 * anybody else's is a program like any other. A key never stands in the address, which ends in logs.
 */
export async function liveDoor(c: Context<HttpEnv>): Promise<Response> {
  const ctx = c.get("ctx");
  if (c.req.method !== "GET" || c.req.header("upgrade")?.toLowerCase() !== "websocket") {
    return c.json({ status: 426, error: "This address speaks WebSocket only.", requestId: ctx.requestId }, 426);
  }
  const offered = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((name) => name.trim());
  const protocol = offered.includes(liveProtocol);
  const inProtocol = offered.find((name) => name.startsWith(liveKeyProtocol))?.slice(liveKeyProtocol.length);
  const key = inProtocol ?? keyOf(c.req.raw.headers);
  if (key !== null) return openWithKey(c, key, protocol);

  const origin = c.req.header("origin");
  const own = origin !== undefined && new URL(c.req.url).host === hostOf(origin);
  if (!own || protocol) return relayAfterKey((text) => openWithKey(c, text, false), protocol);
  const session = await readSession(c.env, c.req.raw);
  if (!session) return c.json({ status: 401, error: "Sign in first.", requestId: ctx.requestId }, 401);
  return ctx
    .hub(session.tenant.id)
    .fetch(opening(c, { [socketHeaders.user]: session.user.id, [socketHeaders.session]: session.id }));
}

/** A key that we never made is refused here and wakes nothing. */
async function openWithKey(c: Context<HttpEnv>, text: string, protocol: boolean): Promise<Response> {
  const ctx = c.get("ctx");
  const key = await recognizeKey(ctx, text);
  if (!key) return refuseSocket(liveCloses.unauthenticated, protocol);
  const address = c.req.header("cf-connecting-ip");
  const headers = {
    [socketHeaders.keyHash]: key.hash,
    ...(address ? { [socketHeaders.address]: address } : {}),
    ...(protocol ? { [socketHeaders.protocol]: "1" } : {}),
  };
  return ctx.hub(key.tenantId).fetch(opening(c, headers));
}

/** Nothing of what the client sent goes on, so that it cannot say who it is. */
function opening(c: Context<HttpEnv>, headers: Record<string, string>): Request {
  return new Request(c.req.url, { headers: { upgrade: "websocket", ...headers } });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
