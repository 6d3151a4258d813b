import type { Ctx } from "../../context";
import { complaints } from "../../evolution/checks/check";
import { webhookCheck } from "../../evolution/checks/instances";
import type { HandlerRequest } from "../../evolution/gateway";
import { evolutionRefusal, invalidBody } from "../../evolution/refusal";
import { readWebhook, type SavedWebhook } from "../../services/webhooks/read";
import { saveWebhook } from "../../services/webhooks/save";
import { jsonBody } from "./body";

/** `POST /webhook/set/:instance`: keeps the tenant's webhook; upstream always posts to Zapin. */
export async function setWebhookHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const read = await jsonBody(request, ctx.requestId);
  if (!read.ok) return read.response;
  const wrong = complaints(read.body, webhookCheck);
  if (wrong.length > 0) return invalidBody(wrong, ctx.requestId);
  const asked = read.body["webhook"] as Record<string, unknown>;
  if (asked["enabled"] === true && asked["events"] === undefined) {
    return invalidBody(['webhook requires property "events" while it is enabled; [] means all'], ctx.requestId);
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
