import type { Ctx } from "../../context";
import { upstreamRow, upstreamWebhook, type UpstreamRow, type UpstreamWebhook } from "../../domain/import";
import { forward } from "../../evolution/forward";
import { upstreamServer } from "../../evolution/server";

/** What a step of a move met: the value, or that the instance is not there, or that upstream did not do it. */
export type Met<Value> = { met: "value"; value: Value } | { met: "gone" } | { met: "trouble" };

/** The instance as the server lists it now. */
export async function findUpstream(ctx: Ctx, server: string, name: string): Promise<Met<UpstreamRow>> {
  const query = `?instanceName=${encodeURIComponent(name)}`;
  const met = await ask(ctx, server, name, "GET", `/instance/fetchInstances${query}`);
  if (met.met !== "value") return met;
  const rows = upstreamRow.array().safeParse(met.value);
  const row = rows.success ? rows.data.find((each) => each.name === name) : undefined;
  return row ? { met: "value", value: row } : { met: "gone" };
}

/** The webhook that upstream has for it; null where it has none. */
export async function findUpstreamWebhook(
  ctx: Ctx,
  server: string,
  name: string,
): Promise<Met<UpstreamWebhook | null>> {
  const met = await ask(ctx, server, name, "GET", `/webhook/find/${encodeURIComponent(name)}`);
  if (met.met !== "value") return met;
  if (met.value === null) return { met: "value", value: null };
  const webhook = upstreamWebhook.safeParse(met.value);
  return webhook.success ? { met: "value", value: webhook.data } : { met: "trouble" };
}

interface WebhookToSet {
  enabled: boolean;
  url: string;
  events: readonly string[];
  headers?: Record<string, string>;
  byEvents: boolean;
  base64: boolean;
}

export async function setUpstreamWebhook(ctx: Ctx, server: string, name: string, webhook: WebhookToSet) {
  return ask(ctx, server, name, "POST", `/webhook/set/${encodeURIComponent(name)}`, { webhook });
}

/** The state from the server's memory: the one in its list can lag behind. */
export async function findUpstreamState(ctx: Ctx, server: string, name: string): Promise<string | null> {
  const met = await ask(ctx, server, name, "GET", `/instance/connectionState/${encodeURIComponent(name)}`);
  const body = met.met === "value" ? (met.value as { instance?: { state?: unknown } } | null) : null;
  return typeof body?.instance?.state === "string" ? body.instance.state : null;
}

async function ask(
  ctx: Ctx,
  server: string,
  upstreamName: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Met<unknown>> {
  const sent = await forward(ctx, {
    server,
    upstreamName,
    path,
    method,
    apikey: await upstreamServer(ctx, server).globalKey(),
    contentType: body === undefined ? null : "application/json",
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!sent.answered) return { met: "trouble" };
  if (sent.response.status === 404) {
    await sent.response.body?.cancel();
    return { met: "gone" };
  }
  const text = await sent.response.text().catch(() => "");
  if (!sent.response.ok) return { met: "trouble" };
  try {
    return { met: "value", value: text === "" ? null : (JSON.parse(text) as unknown) };
  } catch {
    return { met: "trouble" };
  }
}
