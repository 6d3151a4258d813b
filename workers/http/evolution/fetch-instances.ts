import type { Ctx } from "../../context";
import { may, type TenantActor } from "../../domain/actor";
import { forward } from "../../evolution/forward";
import type { HandlerRequest } from "../../evolution/gateway";
import { evolutionRefusal } from "../../evolution/refusal";
import { refuse } from "../../domain/outcome";
import { listRows } from "../../services/instances/list-rows";

/**
 * `GET /instance/fetchInstances`: this tenant's only, whatever the filters. A key of one instance sees
 * that one, and is refused when it names another, as upstream does.
 */
export async function fetchInstancesHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const actor = ctx.actor as TenantActor;
  const filter = {
    name: request.query.get("instanceName"),
    upstreamId: request.query.get("instanceId"),
    number: request.query.get("number"),
  };
  const bound = request.admitted.boundInstanceId;
  const rows = await listRows(ctx, actor.tenantId, filter, bound);
  if (rows.length === 0 && (filter.name || filter.upstreamId || filter.number)) {
    if (bound) return evolutionRefusal(refuse("unauthenticated", "Unauthorized").refusal, ctx.requestId);
    const named = filter.name ?? filter.upstreamId ?? filter.number ?? "";
    return evolutionRefusal(refuse("not_found", `Instance "${named}" not found`).refusal, ctx.requestId);
  }
  // The key sends messages: whoever may only look does not get it.
  const shown = (row: Row): Row => (may(actor, "operate") ? row : { ...row, key: "" });
  const upstream = await Promise.all(rows.map((row) => (rows.length <= asked ? upstreamRow(ctx, row) : null)));
  return Response.json(rows.map((row, at) => toEvolution(shown(row), upstream[at] ?? null)));
}

type Row = Awaited<ReturnType<typeof listRows>>[number];
interface UpstreamRow {
  name?: string;
  /** JSON in a text, which names the instance as upstream does. */
  disconnectionObject?: string | null;
  Setting?: unknown;
  _count?: { Message: number; Contact: number; Chat: number };
}

function toEvolution(row: Row, upstream: UpstreamRow | null) {
  const { status } = row;
  const closed = status.state === "close" && status.disconnectionReasonCode !== null;
  return {
    id: row.upstreamId ?? row.id,
    name: row.name,
    connectionStatus: status.state,
    ownerJid: status.ownerJid,
    profileName: status.profileName,
    profilePicUrl: status.profilePictureUrl,
    integration: row.integration,
    number: row.number,
    businessId: null,
    token: row.key,
    clientName: "zapin",
    disconnectionReasonCode: closed ? status.disconnectionReasonCode : null,
    disconnectionObject: closed ? (upstream?.disconnectionObject?.replaceAll(`${row.tenantId}--`, "") ?? null) : null,
    disconnectionAt: closed ? new Date(status.changedAt).toISOString() : null,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(Math.max(row.updatedAt, status.changedAt)).toISOString(),
    Chatwoot: null,
    Proxy: null,
    Rabbitmq: null,
    Nats: null,
    Sqs: null,
    Websocket: null,
    Setting: upstream?.Setting ?? row.settings,
    _count: upstream?._count ?? { Message: 0, Contact: 0, Chat: 0 },
  };
}

/** Messages, contacts and chats are counted by upstream alone; it is asked for a few instances, not for hundreds. */
async function upstreamRow(ctx: Ctx, row: Row): Promise<UpstreamRow | null> {
  const { server, upstreamName, upstreamToken } = row;
  const path = `/instance/fetchInstances?instanceName=${encodeURIComponent(upstreamName)}`;
  const sent = await forward(ctx, { server, upstreamName, path, method: "GET", apikey: upstreamToken });
  if (!sent.answered || !sent.response.ok) return null;
  const rows: unknown = await sent.response.json().catch(() => null);
  return Array.isArray(rows) ? ((rows as UpstreamRow[]).find(({ name }) => name === upstreamName) ?? null) : null;
}

const asked = 20;
