import type { Ctx } from "../../context";
import type { HandlerRequest } from "../../evolution/gateway";
import { evolutionRefusal, invalidBody } from "../../evolution/refusal";
import { readWebhook, type SavedWebhook } from "../../services/webhooks/read";
import { saveWebhook } from "../../services/webhooks/save";
import { jsonBody } from "./body";

/** `POST /webhook/set/:instance`: keeps the tenant's webhook; upstream always posts to Zapin. */
export async function setWebhookHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const read = await jsonBody(request, ctx.requestId);
  if (!read.ok) return read.response;
  const webhook = read.body["webhook"];
  const missing = complaints(webhook);
  if (missing.length > 0) return invalidBody(missing, ctx.requestId);
  const asked = webhook as Record<string, unknown>;
  if (asked["enabled"] === true && asked["events"] === undefined) {
    return invalidBody(
      ['instance.webhook requires property "events" while it is enabled; [] means all'],
      ctx.requestId,
    );
  }
  const { enabled, url, byEvents, base64, headers, events } = asked;
  const instance = request.call.instance ?? "";
  const saved = await saveWebhook(ctx, { instance, enabled, url, byEvents, base64, headers, events: events ?? [] });
  if (!saved.ok) return evolutionRefusal(saved.refusal, ctx.requestId);
  return Response.json(rowOf(saved.value, request), { status: 201 });
}

/** `GET /webhook/find/:instance`: the row, or `null`. */
export async function findWebhookHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const found = await readWebhook(ctx, { instance: request.call.instance ?? "" });
  if (!found.ok) return evolutionRefusal(found.refusal, ctx.requestId);
  return Response.json(found.value ? rowOf(found.value, request) : null);
}

/** Upstream's schema check, in its words. */
function complaints(webhook: unknown): string[] {
  if (webhook === undefined) return ['instance requires property "webhook"'];
  if (typeof webhook !== "object" || webhook === null || Array.isArray(webhook)) {
    return ["instance.webhook is not of a type(s) object"];
  }
  const { enabled, url, headers, events } = webhook as Record<string, unknown>;
  const said: string[] = [];
  if (typeof enabled !== "boolean" && enabled !== undefined)
    said.push("instance.webhook.enabled is not of a type(s) boolean");
  if (typeof url !== "string" && url !== undefined) said.push("instance.webhook.url is not of a type(s) string");
  if (headers !== undefined && (typeof headers !== "object" || headers === null || Array.isArray(headers))) {
    said.push("instance.webhook.headers is not of a type(s) object");
  }
  if (events !== undefined && !(Array.isArray(events) && events.every((name) => typeof name === "string"))) {
    said.push("instance.webhook.events is not of a type(s) array");
  }
  if (enabled === undefined) said.push('instance.webhook requires property "enabled"');
  if (url === undefined) said.push('instance.webhook requires property "url"');
  return said;
}

function rowOf(webhook: SavedWebhook, request: HandlerRequest) {
  return {
    id: webhook.id,
    url: webhook.url,
    headers: webhook.headers,
    enabled: webhook.enabled,
    events: webhook.events,
    webhookByEvents: webhook.byEvents,
    webhookBase64: webhook.base64,
    createdAt: new Date(webhook.createdAt).toISOString(),
    updatedAt: new Date(webhook.updatedAt).toISOString(),
    instanceId: request.admitted.target?.upstreamId ?? request.admitted.target?.id ?? "",
  };
}
