import type { Context } from "hono";
import { readSession } from "../auth/session";
import type { HttpEnv } from "./variables";

/**
 * The dashboard's socket to its tenant's hub. Browsers send cookies with every socket, from any page,
 * so only our own origin may open one.
 */
export async function liveDoor(c: Context<HttpEnv>): Promise<Response> {
  const ctx = c.get("ctx");
  if (c.req.method !== "GET" || c.req.header("upgrade")?.toLowerCase() !== "websocket") {
    return c.json({ status: 426, error: "This address speaks WebSocket only.", requestId: ctx.requestId }, 426);
  }
  const origin = c.req.header("origin");
  if (!origin || new URL(c.req.url).host !== hostOf(origin)) {
    return c.json(
      { status: 403, error: "A socket is opened from Zapin's own pages only.", requestId: ctx.requestId },
      403,
    );
  }
  const session = await readSession(c.env, c.req.raw);
  if (!session) return c.json({ status: 401, error: "Sign in first.", requestId: ctx.requestId }, 401);

  const tenantId = session.tenant.id;
  const headers = new Headers(c.req.raw.headers);
  headers.set("x-zapin-user", session.user.id);
  headers.set("x-zapin-sequence", String(await ctx.journal(tenantId).lastSequence()));
  headers.delete("cookie");
  return ctx.hub(tenantId).fetch(new Request(c.req.url, { headers }));
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
