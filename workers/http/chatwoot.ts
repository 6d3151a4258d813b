import type { Context } from "hono";
import { judgeAddress } from "../domain/address";
import { textUpTo } from "../evolution/body-text";
import { judgeJson } from "../evolution/json-scanner";
import { passGateway } from "../evolution/gateway";
import { readInboxToken } from "../evolution/inbox-address";
import { op } from "../evolution/operation";
import { ownHosts } from "../services/webhooks/own-hosts";
import { handlers } from "./evolution/handlers";
import type { HttpEnv } from "./variables";

/**
 * Where a tenant's Chatwoot posts what its agents write. Upstream takes that from anybody who knows the name
 * of an instance; here the address proves whose it is, and what is sent is admitted and counted like any message.
 */
export async function chatwootDoor(c: Context<HttpEnv, "/chatwoot/:token">): Promise<Response> {
  const ctx = c.get("ctx");
  const whose = await readInboxToken(ctx, c.req.param("token"));
  if (!whose) return refused(c, 401, "This address is not valid. chatwoot/find has the one of your instance.");
  const text = await textUpTo(c.req.raw.body ?? "", largestBytes);
  if (text === null) return refused(c, 413, "The call is too large.");
  if (judgeJson(new TextEncoder().encode(text)) === "too_deep")
    return refused(c, 400, "The body is nested too deeply.");
  const body = parsed(text);
  if (!body) return refused(c, 400, "The body is not a JSON object.");
  const sent = filesIn(body);
  // The server fetches these from inside the operator's network.
  const judge = (url: unknown) => judgeAddress(String(url), ctx.settings.allowedPrivateHosts, ownHosts(ctx));
  if (sent.some((url) => !judge(url).allowed)) return refused(c, 400, "An attachment's address is not a public one.");

  const operation = { ...inboxOperation, weight: weightOf(body, sent.length) };
  return passGateway(
    ctx,
    {
      call: { operation, instance: whose.name, parameters: [] },
      tenantId: whose.tenantId,
      credential: { kind: "member" },
      query: new URLSearchParams(),
      contentType: "application/json",
      contentLength: null,
      body: JSON.stringify(body),
    },
    handlers,
  );
}

/** No row of the table, for no key opens it. The gateway counts, forwards and logs it as one. */
const inboxOperation = op("POST", "/chatwoot/webhook/:instance", { scope: "messages:send" });

type Posted = Record<string, unknown>;

/** What an agent wrote becomes a message, each file one that costs two; everything else sends nothing. */
function weightOf(body: Posted, files: number): number {
  if (body["event"] !== "message_created" || body["private"] === true) return 0;
  const outgoing = body["message_type"] === "outgoing" || body["message_type"] === "template";
  return outgoing ? Math.max(1, files * 2) : 0;
}

function filesIn(body: Posted): unknown[] {
  const conversation = body["conversation"] as { messages?: unknown } | null | undefined;
  const messages = [body, ...(Array.isArray(conversation?.messages) ? (conversation.messages as unknown[]) : [])];
  const files = messages.flatMap((message) => {
    const { attachments } = (message ?? {}) as { attachments?: unknown };
    return Array.isArray(attachments) ? (attachments as unknown[]) : [];
  });
  return files.map((file) => (file as { data_url?: unknown } | null)?.data_url).filter((url) => url !== undefined);
}

function parsed(text: string): Posted | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Posted) : null;
  } catch {
    return null;
  }
}

function refused(c: Context<HttpEnv>, status: 400 | 401 | 413, error: string): Response {
  return c.json({ status, error, requestId: c.get("ctx").requestId }, status);
}

/** Files come as addresses, so what is larger is no message. */
const largestBytes = 1024 * 1024;
