import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { endpoint, instance as instanceTable } from "../../db/schema";
import { may, type Actor } from "../../domain/actor";
import type { InstanceWebhook } from "../../domain/event";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden, noInstance } from "../refusals";

/** A webhook as it is stored. */
export interface SavedWebhook extends InstanceWebhook {
  id: string;
  createdAt: number;
  updatedAt: number;
}

/**
 * The webhook of an instance; null when none was ever set. Headers often hold a receiver's password: whoever
 * may not set the webhook is shown their names only.
 */
export async function readWebhook(ctx: Ctx, input: { instance: string }): Promise<Outcome<SavedWebhook | null>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const [row] = await ctx.db
    .select({ id: instanceTable.id, endpoint })
    .from(instanceTable)
    .leftJoin(endpoint, eq(endpoint.instanceId, instanceTable.id))
    .where(
      and(
        eq(instanceTable.tenantId, actor.tenantId),
        eq(instanceTable.name, input.instance),
        isNull(instanceTable.deletedAt),
      ),
    );
  if (!row) return noInstance(input.instance);
  if (!row.endpoint) return done(null);
  const webhook = await toWebhook(ctx, row.endpoint);
  return done(maySet(actor) ? webhook : { ...webhook, headers: masked(webhook.headers) });
}

function maySet(actor: Actor): boolean {
  return may(actor, "operate") && !(actor.kind === "key" && actor.webhooksReadOnly);
}

function masked(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, "***"]));
}

export async function toWebhook(ctx: Ctx, row: typeof endpoint.$inferSelect): Promise<SavedWebhook> {
  const headers = row.headers ? await ctx.secrets.seal.open(row.headers, `endpoint:${row.id}`) : "{}";
  return {
    id: row.id,
    enabled: row.enabled,
    url: row.url,
    events: row.events,
    byEvents: row.byEvents,
    base64: row.base64,
    headers: JSON.parse(headers) as Record<string, string>,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
