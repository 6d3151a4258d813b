import { and, eq, isNull } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { endpoint, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { eventNames, type InstanceWebhook } from "../../domain/event";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden, noInstance } from "../refusals";
import { toWebhook, type SavedWebhook } from "./read";
import { endpointRow, judgeWebhook } from "./row";

const webhookInput = z.object({
  instance: z.string(),
  url: z.string({ error: "must be a string" }).max(2048, "must be at most 2048 characters"),
  events: z.array(z.string()),
  enabled: z.boolean({ error: "must be true or false" }),
  byEvents: z.boolean({ error: "must be true or false" }).optional(),
  base64: z.boolean({ error: "must be true or false" }).optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/**
 * Sets the webhook of an instance, as `POST /webhook/set` does: an empty list of events means all of
 * them, headers that are left out stay as they were, and the signing secret outlives every change.
 */
export async function saveWebhook(ctx: Ctx, input: unknown): Promise<Outcome<SavedWebhook>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = webhookInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const asked = parsed.data;
  const judged = judgeWebhook(ctx, asked);
  if (!judged.ok) return judged;

  const [row] = await ctx.db
    .select({ id: instanceTable.id, endpoint })
    .from(instanceTable)
    .leftJoin(endpoint, eq(endpoint.instanceId, instanceTable.id))
    .where(
      and(
        eq(instanceTable.tenantId, actor.tenantId),
        eq(instanceTable.name, asked.instance),
        isNull(instanceTable.deletedAt),
      ),
    );
  if (!row) return noInstance(asked.instance);

  const kept = row.endpoint && (await toWebhook(ctx, row.endpoint));
  const webhook: InstanceWebhook = {
    enabled: asked.enabled,
    url: asked.url,
    events: asked.enabled && asked.events.length === 0 ? [...eventNames] : asked.enabled ? asked.events : [],
    byEvents: asked.byEvents ?? false,
    base64: asked.base64 ?? false,
    headers: asked.headers ?? kept?.headers ?? {},
  };
  const fresh = await endpointRow(ctx, { tenantId: actor.tenantId, instanceId: row.id, webhook });
  const { secret: _secret, createdAt: _createdAt, ...changed } = fresh;
  // Whoever sets it decides anew, also where Zapin had switched it off.
  const set = { ...changed, disabledReason: null, disabledAt: null };
  await ctx.db.insert(endpoint).values(fresh).onConflictDoUpdate({ target: endpoint.id, set });
  await ctx.hub(actor.tenantId).refresh("instances");
  const journal = ctx.journal(actor.tenantId);
  if (row.endpoint) await (webhook.enabled ? journal.resumeDeliveries(fresh.id) : journal.holdDeliveries(fresh.id));
  return done({
    ...webhook,
    id: fresh.id,
    createdAt: row.endpoint?.createdAt ?? fresh.createdAt,
    updatedAt: fresh.updatedAt,
  });
}
