import { and, count, desc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable, credential as credentialTable, instance as instanceTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import type { PublicCredential } from "../../domain/bot";
import { refuse } from "../../domain/outcome";
import type { CredentialRow } from "../bots/credential";

export interface FoundCredential {
  credential: CredentialRow;
  /** The name of the only instance for which it is; null for all. */
  instance: string | null;
  /** How many bots use it. */
  bots: number;
}

/** The tenant's credentials, newest first. A bot's own secret is none of them. */
export async function findCredentials(ctx: Ctx, actor: TenantActor, where?: SQL): Promise<FoundCredential[]> {
  const rows = await ctx.db
    .select({ credential: credentialTable, instance: instanceTable.name, deletedAt: instanceTable.deletedAt })
    .from(credentialTable)
    .leftJoin(instanceTable, eq(instanceTable.id, credentialTable.instanceId))
    .where(and(eq(credentialTable.tenantId, actor.tenantId), isNull(credentialTable.botId), where))
    .orderBy(desc(credentialTable.createdAt), desc(credentialTable.id));
  const live = rows.filter(({ deletedAt }) => deletedAt === null);
  const use = await botCounts(
    ctx,
    live.map(({ credential }) => credential.id),
  );
  return live.map(({ credential, instance }) => ({ credential, instance, bots: use.get(credential.id) ?? 0 }));
}

export async function findCredential(ctx: Ctx, actor: TenantActor, id: string): Promise<FoundCredential | null> {
  const [found] = await findCredentials(ctx, actor, eq(credentialTable.id, id));
  return found ?? null;
}

export function toPublicCredential({ credential, instance, bots }: FoundCredential): PublicCredential {
  const { id, kind, name, hint, baseUrl, createdAt, updatedAt } = credential;
  return { id, kind, name, hint, baseUrl, instance, bots, createdAt, updatedAt };
}

export const noCredential = refuse("not_found", "There is no such credential.");
export const nameTaken = refuse("name_taken", "There is a credential of this name already. Choose another.", {
  field: "name",
});

async function botCounts(ctx: Ctx, ids: string[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  // D1 binds at most a hundred values in one statement.
  for (let at = 0; at < ids.length; at += 90) {
    const rows = await ctx.db
      .select({ id: botTable.credentialId, bots: count() })
      .from(botTable)
      .where(inArray(botTable.credentialId, ids.slice(at, at + 90)))
      .groupBy(botTable.credentialId);
    for (const { id, bots } of rows) if (id) counted.set(id, bots);
  }
  return counted;
}
