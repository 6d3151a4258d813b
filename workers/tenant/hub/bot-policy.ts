import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { bot, credential, instance } from "../../db/schema";
import type { BotBehaviour, BotBudget, BotConnection, BotKind, BotTriggers, BudgetAction } from "../../domain/bot";

/** What the relay must know of a bot, so that a message costs no look into D1. */
export interface BotPolicy {
  id: string;
  kind: BotKind;
  name: string;
  enabled: boolean;
  instanceId: string;
  /** The tenant's name for the instance. */
  instance: string;
  upstreamId: string;
  connection: BotConnection;
  triggers: BotTriggers;
  behaviour: BotBehaviour;
  credential: CredentialPolicy | null;
  fallbackText: string;
  budget: BotBudget | null;
  budgetAction: BudgetAction;
}

export interface CredentialPolicy {
  id: string;
  kind: BotKind;
  name: string;
  /** Sealed; `openSecret` of `evolution/bots/secret.ts` opens it. */
  secret: string;
  baseUrl: string | null;
}

/** The two queries of a tenant's bots, to stand in one batch with the rest of the policy. */
export function botQueries(db: Database, tenantId: string) {
  return [
    db
      // Under a name of its own: a batch answers rows by column, and `bot` has a `name` too.
      .select({ bot, instance: sql<string>`${instance.name}`.as("instance_name") })
      .from(bot)
      .innerJoin(instance, eq(instance.id, bot.instanceId))
      .where(and(eq(bot.tenantId, tenantId), isNull(instance.deletedAt))),
    db.select().from(credential).where(eq(credential.tenantId, tenantId)),
  ] as const;
}

type BotRow = { bot: typeof bot.$inferSelect; instance: string };
type CredentialRow = typeof credential.$inferSelect;

export function credentialIndex(rows: readonly CredentialRow[]): ReadonlyMap<string, CredentialPolicy> {
  return new Map(rows.map(({ id, kind, name, secret, baseUrl }) => [id, { id, kind, name, secret, baseUrl }]));
}

export function botIndex(
  rows: readonly BotRow[],
  credentials: readonly CredentialRow[],
): ReadonlyMap<string, BotPolicy> {
  const secrets = credentialIndex(credentials);
  return new Map(
    rows.map(({ bot: row, instance: name }): [string, BotPolicy] => [
      row.id,
      {
        id: row.id,
        kind: row.kind,
        name: row.name,
        enabled: row.enabled,
        instanceId: row.instanceId,
        instance: name,
        upstreamId: row.upstreamId,
        connection: row.connection,
        triggers: row.triggers,
        behaviour: row.behaviour,
        credential: (row.credentialId && secrets.get(row.credentialId)) || null,
        fallbackText: row.fallbackText,
        budget: row.budget,
        budgetAction: row.budgetAction,
      },
    ]),
  );
}
