import { and, desc, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint as endpointTable, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { everyEvent, typeOfStored, type DeliveryFigures, type PublicEndpoint } from "../../domain/endpoint";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";

export type EndpointRow = typeof endpointTable.$inferSelect;

/** The tenant's endpoints, newest first, Evolution's webhooks of single instances among them. */
export async function listEndpoints(ctx: Ctx): Promise<Outcome<{ endpoints: PublicEndpoint[] }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const rows = await ctx.db
    .select()
    .from(endpointTable)
    .where(eq(endpointTable.tenantId, actor.tenantId))
    .orderBy(desc(endpointTable.createdAt), desc(endpointTable.id));
  return done({ endpoints: await toPublicEndpoints(ctx, actor.tenantId, rows) });
}

/** The row of a tenant's endpoint. Every look-up goes through here, scoped by tenant. */
export async function findEndpointRow(ctx: Ctx, tenantId: string, id: string): Promise<EndpointRow | null> {
  const [row] = await ctx.db
    .select()
    .from(endpointTable)
    .where(and(eq(endpointTable.id, id), eq(endpointTable.tenantId, tenantId)));
  return row ?? null;
}

/** Endpoints as everyone of the tenant may see them, with how their deliveries went. */
export async function toPublicEndpoints(
  ctx: Ctx,
  tenantId: string,
  rows: readonly EndpointRow[],
): Promise<PublicEndpoint[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [named, figures] = await Promise.all([
    ctx.db
      .select({ id: instanceTable.id, name: instanceTable.name })
      .from(instanceTable)
      .where(and(eq(instanceTable.tenantId, tenantId), isNull(instanceTable.deletedAt))),
    ctx.journal(tenantId).deliveryFigures(ids, ctx.now() - dayMs),
  ]);
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return Promise.all(rows.map((row) => toPublic(ctx, row, names, figures[row.id])));
}

async function toPublic(
  ctx: Ctx,
  row: EndpointRow,
  names: ReadonlyMap<string, string>,
  told: (DeliveryFigures & { failingSince: number | null }) | undefined,
): Promise<PublicEndpoint> {
  const headers = row.headers ? await ctx.secrets.seal.open(row.headers, `endpoint:${row.id}`) : "{}";
  const { failingSince = null, ...last24Hours } = told ?? { delivered: 0, failed: 0, pending: 0, successRate: null };
  const previousUntil = row.previousSecretUntil ?? 0;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    enabled: row.enabled,
    disabled: row.disabledReason && { reason: row.disabledReason, at: row.disabledAt ?? row.updatedAt },
    webhookOf: row.instanceId === null ? null : (names.get(row.instanceId) ?? null),
    instances: instancesOf(row, names),
    events: row.events.includes(everyEvent) ? null : row.events.map(typeOfStored),
    format: row.format,
    headers: Object.keys(JSON.parse(headers) as object),
    concurrency: row.concurrency,
    ratePerSecond: row.ratePerSecond,
    previousSecretUntil: previousUntil > ctx.now() ? previousUntil : null,
    last24Hours,
    failingSince,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Names of those that still exist. */
function instancesOf(row: EndpointRow, names: ReadonlyMap<string, string>): string[] | null {
  const ids = row.instanceId === null ? row.instances : [row.instanceId];
  return ids && ids.flatMap((id) => names.get(id) ?? []);
}

export const noEndpoint = refuse("not_found", "There is no such endpoint.");

const dayMs = 24 * 60 * 60_000;
