import type { Ctx } from "../../context";
import { eventNames } from "../../domain/event";
import { answeredKinds, type PusherOptions, type SavedTransport, type TransportKind } from "../../domain/transport";
import type { HandlerRequest } from "../../evolution/gateway";
import { evolutionRefusal, invalidBody } from "../../evolution/refusal";
import { readTransport } from "../../services/transports/read";
import { saveTransport } from "../../services/transports/save";
import { jsonBody } from "./body";

/** `POST /websocket/set/:instance` and its five siblings. */
export async function setTransportHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const kind = kindOf(request);
  const read = await jsonBody(request, ctx.requestId);
  if (!read.ok) return read.response;
  const asked = read.body[kind];
  // A queue that is off answers before it looks; the recorded server does.
  if (asked === undefined && !answeredKinds.has(kind)) return empty(201);
  const said = complaints(kind, asked);
  if (said.length > 0) return invalidBody(said, ctx.requestId);

  const { enabled, events, ...rest } = asked as { enabled: boolean; events?: string[] } & PusherOptions;
  const options = kind === "pusher" ? pusherOptions(rest) : null;
  const input = { instance: request.call.instance ?? "", kind, enabled, events: events ?? [], options };
  const saved = await saveTransport(ctx, input);
  if (!saved.ok) return evolutionRefusal(saved.refusal, ctx.requestId);
  return answeredKinds.has(kind) ? Response.json(rowOf(saved.value, request), { status: 201 }) : empty(201);
}

/** `GET /websocket/find/:instance` and its five siblings. */
export async function findTransportHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const kind = kindOf(request);
  const found = await readTransport(ctx, { instance: request.call.instance ?? "", kind });
  if (!found.ok) return evolutionRefusal(found.refusal, ctx.requestId);
  return found.value && answeredKinds.has(kind) ? Response.json(rowOf(found.value, request)) : empty(200);
}

function kindOf(request: HandlerRequest): TransportKind {
  return request.call.operation.id.split(".")[0] as TransportKind;
}

function empty(status: number): Response {
  return new Response("", { status, headers: { "content-type": "application/json; charset=utf-8" } });
}

/** Upstream's schema check, in its words. */
function complaints(kind: TransportKind, asked: unknown): string[] {
  if (asked === undefined) return [`instance requires property "${kind}"`];
  if (typeof asked !== "object" || asked === null || Array.isArray(asked)) {
    return [`instance.${kind} is not of a type(s) object`];
  }
  const fields = asked as Record<string, unknown>;
  const said: string[] = [];
  if (fields["enabled"] === undefined) said.push(`instance.${kind} requires property "enabled"`);
  else if (typeof fields["enabled"] !== "boolean") said.push(`${kind}.enabled is not of a type(s) boolean`);
  const events = fields["events"];
  if (events !== undefined && !Array.isArray(events)) said.push(`${kind}.events is not of a type(s) array`);
  for (const [at, name] of (Array.isArray(events) ? events : []).entries()) {
    if ((eventNames as readonly unknown[]).includes(name)) continue;
    said.push(`${kind}.events[${at}] is not one of enum values: ${eventNames.join(",")}`);
  }
  // Upstream fails with 500 here; the same mistake gets an answer that says what to do.
  if (answeredKinds.has(kind) && fields["enabled"] === true && events === undefined) {
    said.push(`instance.${kind} requires property "events" while it is enabled; [] means all`);
  }
  if (kind === "pusher") {
    for (const name of ["appId", "key", "secret", "cluster"]) {
      if (typeof fields[name] !== "string") said.push(`pusher.${name} is not of a type(s) string`);
    }
    if (typeof fields["useTLS"] !== "boolean") said.push("pusher.useTLS is not of a type(s) boolean");
  }
  return said;
}

function pusherOptions({ appId, key, secret, cluster, useTLS }: PusherOptions): PusherOptions {
  return { appId, key, secret, cluster, useTLS };
}

function rowOf({ id, enabled, events, options, createdAt, updatedAt }: SavedTransport, request: HandlerRequest) {
  return {
    id,
    enabled,
    ...options,
    events,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    instanceId: request.admitted.target?.upstreamId ?? request.admitted.target?.id ?? "",
  };
}
