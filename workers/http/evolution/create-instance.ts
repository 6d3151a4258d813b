import type { Ctx } from "../../context";
import type { HandlerRequest } from "../../evolution/gateway";
import { evolutionRefusal } from "../../evolution/refusal";
import { createInstance } from "../../services/instances/create";
import { answerOf } from "../../services/instances/call";
import { jsonBody } from "./body";

/**
 * `POST /instance/create`: upstream's answer with the tenant's name, its own key as `hash`, and its own
 * webhook. With `qrcode: true` the code is asked for afterwards, since upstream would hold the request.
 */
export async function createInstanceHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const read = await jsonBody(request, ctx.requestId);
  if (!read.ok) return read.response;
  const created = await createInstance(ctx, read.body);
  if (!created.ok) {
    const { upstream } = created.refusal;
    return upstream
      ? new Response(upstream.text, { status: upstream.status, headers: { "content-type": "application/json" } })
      : evolutionRefusal(created.refusal, ctx.requestId);
  }
  const { name, key, answer, integration, webhook } = created.value;
  const qrcode = read.body["qrcode"] === true ? await firstCode(ctx, name) : null;
  const body = {
    ...answer,
    instance: { ...answer.instance, instanceName: name, integration, ...(qrcode ? { status: "connecting" } : {}) },
    hash: key,
    webhook: webhook
      ? {
          webhookUrl: webhook.url,
          ...(webhook.headers ? { webhookHeaders: webhook.headers } : {}),
          webhookByEvents: webhook.byEvents,
          webhookBase64: webhook.base64,
        }
      : {},
    ...(qrcode ? { qrcode } : {}),
  };
  return Response.json(body, { status: 201 });
}

async function firstCode(ctx: Ctx, instance: string): Promise<unknown> {
  const { status, body } = await answerOf(ctx, { method: "GET", path: "/instance/connect", instance });
  return status === 200 ? body : { count: 0 };
}
