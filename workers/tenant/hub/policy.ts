import { and, eq, gt, isNull } from "drizzle-orm";
import { openDatabase } from "../../db/client";
import { apiKey, endpoint, instance, invitation, membership, modelPrice, tenant, user } from "../../db/schema";
import { roleOf, type Role } from "../../domain/actor";
import type { BotBudget } from "../../domain/bot";
import type { EndpointFormat, EventFilter } from "../../domain/endpoint";
import type { Gauge, GaugeUsage } from "../../domain/gauge";
import type { Integration } from "../../domain/instance";
import { keyEnvironmentOf, type KeyEnvironment } from "../../domain/key";
import type { PriceOverride } from "../../domain/model-price";
import type { Scope } from "../../domain/scope";
import { planOf, type Plan } from "../../domain/plan";
import { makeSecrets } from "../../secrets/secrets";
import { botIndex, botQueries, credentialIndex, type BotPolicy, type CredentialPolicy } from "./bot-policy";

/** What the hub must know to admit a request: a copy of D1's rows, indexed for the hot path. */
export interface Policy {
  tenantId: string;
  active: boolean;
  plan: Plan;
  periodAnchor: number;
  keysByHash: ReadonlyMap<string, KeyPolicy>;
  /** The tenant's people by their ids, for tokens. */
  roles: ReadonlyMap<string, Role>;
  instancesByName: ReadonlyMap<string, InstancePolicy>;
  /** Deleted ones too, for a day: upstream's last events about them come after the deletion. */
  instancesById: ReadonlyMap<string, InstancePolicy>;
  endpoints: readonly EndpointPolicy[];
  /** What exists of all that the plan limits by number, by the names under which places are held. */
  names: Readonly<Record<Gauge, ReadonlySet<string>>>;
  botsById: ReadonlyMap<string, BotPolicy>;
  credentialsById: ReadonlyMap<string, CredentialPolicy>;
  /** What all bots together may use up. */
  botBudget: BotBudget | null;
  /** The operator's prices of models. */
  prices: readonly PriceOverride[];
}

export interface KeyPolicy {
  id: string;
  kind: "tenant" | "instance";
  environment: KeyEnvironment;
  instanceId: string | null;
  messagesLimit: number | null;
  requestsLimit: number | null;
  expiresAt: number | null;
  scopes: ReadonlySet<Scope> | null;
  networks: readonly string[] | null;
}

export interface InstancePolicy {
  id: string;
  name: string;
  server: string;
  upstreamName: string;
  upstreamId: string | null;
  upstreamToken: string;
  /** The instance's own Zapin key: what replaces upstream's token in answers. */
  key: string;
  integration: Integration;
  /** Restarted by itself while it is degraded. */
  restarts: boolean;
  deleted: boolean;
  /** Its own budget of messages in a period, and of requests in a minute; null for none. */
  messagesLimit: number | null;
  requestsLimit: number | null;
}

export interface EndpointPolicy {
  id: string;
  instanceId: string | null;
  enabled: boolean;
  /** Which events it gets. Evolution's webhook gets those of its instance. */
  filter: EventFilter;
  url: string;
  byEvents: boolean;
  format: EndpointFormat;
  concurrency: number;
  ratePerSecond: number | null;
  /** Sealed JSON; only the delivery opens it. */
  headers: string | null;
  /** Sealed signing secret, and the one before the last rotation. */
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: number | null;
}

/** Reads a tenant's policy from D1; null when there is no such tenant. */
export async function readPolicy(env: Env, tenantId: string): Promise<Policy | null> {
  const db = openDatabase(env.DB);
  const [tenants, keys, instances, endpoints, members, invitations, bots, credentials, prices] = await db.batch([
    db.select().from(tenant).where(eq(tenant.id, tenantId)),
    db
      .select()
      .from(apiKey)
      .where(and(eq(apiKey.tenantId, tenantId), isNull(apiKey.revokedAt))),
    db.select().from(instance).where(eq(instance.tenantId, tenantId)),
    db.select().from(endpoint).where(eq(endpoint.tenantId, tenantId)),
    db
      .select({ email: user.email, userId: membership.userId, role: membership.role })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(eq(membership.tenantId, tenantId)),
    db
      .select({ email: invitation.email })
      .from(invitation)
      .where(
        and(
          eq(invitation.tenantId, tenantId),
          eq(invitation.status, "pending"),
          gt(invitation.expiresAt, new Date(Date.now())),
        ),
      ),
    ...botQueries(db, tenantId),
    db.select().from(modelPrice),
  ]);
  const found = tenants[0];
  if (!found) return null;

  const secrets = makeSecrets(env);
  const opened = await Promise.all(
    instances.map(async (row): Promise<InstancePolicy> => ({
      id: row.id,
      name: row.name,
      server: row.server,
      upstreamName: row.upstreamName,
      upstreamId: row.upstreamId,
      upstreamToken: await secrets.seal.open(row.upstreamToken, `instance:${row.id}`),
      key: await secrets.instanceKey({ tenantId, instanceId: row.id, keyGeneration: row.keyGeneration }),
      integration: row.integration,
      restarts: row.restarts,
      deleted: row.deletedAt !== null,
      messagesLimit: row.messagesLimit,
      requestsLimit: row.requestsLimit,
    })),
  );
  const live = opened.filter((row) => !row.deleted);
  return {
    tenantId,
    active: found.status === "active",
    plan: planOf(found.plan),
    periodAnchor: Number(found.periodAnchor),
    keysByHash: new Map(keys.flatMap(keyEntries)),
    roles: new Map(members.map(({ userId, role }) => [userId, roleOf(role)])),
    instancesByName: new Map(live.map((row) => [row.name, row])),
    instancesById: new Map(opened.map((row) => [row.id, row])),
    endpoints: endpoints.map((row) => ({ ...row, filter: filterOf(row) })),
    names: {
      instances: new Set(live.map((row) => row.name)),
      bots: new Set(bots.map((row) => row.bot.id)),
      // The webhook that Evolution has for each instance comes with the instance.
      endpoints: new Set(endpoints.filter((row) => row.instanceId === null).map((row) => row.id)),
      // Who is invited takes a seat already, and the same one after joining.
      seats: new Set([...members, ...invitations].map(({ email }) => email.toLowerCase())),
    },
    botsById: botIndex(bots, credentials),
    credentialsById: credentialIndex(credentials),
    botBudget: found.botBudget,
    prices,
  };
}

/** Which events an endpoint's row asks for. */
export function filterOf(row: Pick<typeof endpoint.$inferSelect, "instanceId" | "instances" | "events">): EventFilter {
  return { events: row.events, instances: row.instanceId === null ? row.instances : [row.instanceId] };
}

/** How much of the plan's numbers of things is taken. */
export function gaugesOf({ names, plan }: Policy): Record<Gauge, GaugeUsage> {
  const of = (gauge: Gauge) => ({ used: names[gauge].size, limit: plan[gauge] });
  return { instances: of("instances"), bots: of("bots"), endpoints: of("endpoints"), seats: of("seats") };
}

/** A key by its hash and, while the grace of a rotation runs, by the one before. */
function keyEntries(row: typeof apiKey.$inferSelect): [string, KeyPolicy][] {
  const { id, kind, instanceId, messagesLimit, requestsLimit, expiresAt, networks } = row;
  const scopes = row.scopes ? new Set(row.scopes) : null;
  const environment = keyEnvironmentOf(row.prefix);
  const key: KeyPolicy = {
    id,
    kind,
    environment,
    instanceId,
    messagesLimit,
    requestsLimit,
    expiresAt,
    networks,
    scopes,
  };
  const entries: [string, KeyPolicy][] = [[row.hash, key]];
  if (row.previousHash && row.previousUntil) {
    const until = Math.min(row.previousUntil, expiresAt ?? row.previousUntil);
    entries.push([row.previousHash, { ...key, expiresAt: until }]);
  }
  return entries;
}
