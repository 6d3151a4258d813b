import { and, desc, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PublicKey } from "../../domain/key";
import { done, type Outcome } from "../../domain/outcome";
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
    instance,
    limits: { messages: key.messagesLimit },
    usage: { messages: use?.messages ?? 0 },
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    lastUsedAt: use?.lastUsedAt ?? null,
  };
}
