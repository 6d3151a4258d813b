import type { Ctx } from "../../context";
import { integrations } from "../../domain/instance";
import type { Refusal } from "../../domain/outcome";
import { complaints } from "../../evolution/checks/check";
import { createCheck } from "../../evolution/checks/instances";
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
  const wrong = await saidUpstream(ctx, request.tenantId, read);
  if (wrong) return evolutionRefusal(wrong.refusal, ctx.requestId, wrong.said);
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
          ...(webhook.byEvents === undefined ? {} : { webhookByEvents: webhook.byEvents }),
          ...(webhook.base64 === undefined ? {} : { webhookBase64: webhook.base64 }),
        }
      : {},
    ...(qrcode ? { qrcode } : {}),
  };
  return Response.json(body, { status: 201 });
}

/** What upstream refuses in words of its own, in its order: a name that is taken, the schema, the channel. */
async function saidUpstream(
  ctx: Ctx,
  tenantId: string,
  { body, isList }: { body: Record<string, unknown>; isList: boolean },
): Promise<{ refusal: Refusal; said: unknown } | null> {
  const { instanceName, integration, token } = body;
  const invalid = (message: string, said: unknown = [message]) => ({
    refusal: { code: "invalid_input" as const, message },
    said,
  });
  if (isList) return invalid("Invalid integration");
  const onlyEmptyName = instanceName === "" && Object.keys(body).length === 1;
  if (instanceName === undefined || onlyEmptyName) {
    const message = "instanceName is missing: write the name of the new instance there.";
    return {
      refusal: { code: "name_taken", message, field: "instanceName" },
      said: [`This name "${String(instanceName)}" is already in use.`],
    };
  }
  const wrong = typeof instanceName === "string" ? complaints(body, createCheck) : [];
  const known = integrations.find((channel) => channel === integration);
  const fault =
    wrong.length > 0
      ? invalid(wrong.join("; "), [wrong])
      : !known
        ? invalid("Invalid integration")
        : known === "WHATSAPP-BUSINESS" && !token
          ? invalid("token is required")
          : null;
  const sound = known === "WHATSAPP-BAILEYS" || known === "SANDBOX";
  if ((fault === null && sound) || typeof instanceName !== "string") return null;
  const taken = (await ctx.hub(tenantId).findInstances([instanceName]))[instanceName] !== undefined;
  if (!taken) return fault;
  const message = `This name "${instanceName}" is already in use.`;
  return { refusal: { code: "name_taken", message, field: "instanceName" }, said: [message] };
}

async function firstCode(ctx: Ctx, instance: string): Promise<unknown> {
  const { status, body } = await answerOf(ctx, { method: "GET", path: "/instance/connect", instance });
  return status === 200 ? body : { count: 0 };
}
