import { and, desc, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { keyEnvironmentOf, type PublicKey } from "../../domain/key";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";

/** The keys that people made, newest first, revoked ones too. An instance's own key stands on its page. */
export async function listKeys(ctx: Ctx): Promise<Outcome<PublicKey[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const [rows, use] = await Promise.all([
    ctx.db
      .select({ key: apiKey, instance: instanceTable.name })
      .from(apiKey)
      .leftJoin(instanceTable, eq(instanceTable.id, apiKey.instanceId))
      .where(and(eq(apiKey.tenantId, actor.tenantId), eq(apiKey.kind, "tenant")))
      .orderBy(desc(apiKey.createdAt)),
    ctx.hub(actor.tenantId).keyUse(),
  ]);
  return done(rows.map((row) => toPublicKey(row, use[row.key.id])));
}

interface KeyRow {
  key: typeof apiKey.$inferSelect;
  instance: string | null;
}

export function toPublicKey(
  { key, instance }: KeyRow,
  use: { messages: number; lastUsedAt: number | null } | undefined,
): PublicKey {
  return {
    id: key.id,
    name: key.name,
    kind: key.kind,
    prefix: key.prefix,
    environment: keyEnvironmentOf(key.prefix),
    instance,
    limits: { messages: key.messagesLimit, requests: key.requestsLimit },
    scopes: key.scopes,
    networks: key.networks,
    usage: { messages: use?.messages ?? 0 },
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    lastUsedAt: use?.lastUsedAt ?? null,
    previousUntil: key.previousUntil,
  };
}

/** One of the keys that people made; null for another tenant's, an instance's or none. */
export async function readKey(ctx: Ctx, tenantId: string, id: string): Promise<PublicKey | null> {
  const [row] = await ctx.db
    .select({ key: apiKey, instance: instanceTable.name })
    .from(apiKey)
    .leftJoin(instanceTable, eq(instanceTable.id, apiKey.instanceId))
    .where(and(eq(apiKey.id, id), eq(apiKey.tenantId, tenantId), eq(apiKey.kind, "tenant")));
  return row ? toPublicKey(row, (await ctx.hub(tenantId).keyUse())[id]) : null;
}

export const noKey = refuse("not_found", "There is no such key.");
