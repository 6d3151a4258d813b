import { count, eq, and, inArray, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance, tenant } from "../../db/schema";
import { done, type Outcome } from "../../domain/outcome";
import type { ServerView } from "../../domain/server";
import { sandboxServer } from "../../evolution/server";
import { operatorsOnly } from "../refusals";
import { loadServers } from "./load";
import { toView } from "./view";

/** Every server with its load and health, those of tenants last. */
export async function listServers(ctx: Ctx): Promise<Outcome<ServerView[]>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const servers = await loadServers(ctx, null);
  const owners = [...new Set(servers.flatMap((row) => row.tenantId ?? []))];
  const [tenants, phones] = await Promise.all([
    owners.length > 0
      ? ctx.db.select({ id: tenant.id, name: tenant.name }).from(tenant).where(inArray(tenant.id, owners))
      : [],
    ctx.db
      .select({ load: count() })
      .from(instance)
      .where(and(eq(instance.server, sandboxServer), isNull(instance.deletedAt))),
  ]);
  const names = new Map(tenants.map(({ id, name }) => [id, name]));
  const views = servers
    .sort((one, other) => Number(one.tenantId !== null) - Number(other.tenantId !== null))
    .map((row) => toView(row, names.get(row.tenantId ?? "") ?? null));
  return done([...views, sandboxView(phones[0]?.load ?? 0)]);
}

/** Runs in Zapin itself: it has no limit and cannot be away while Zapin is there. */
function sandboxView(load: number): ServerView {
  return {
    id: sandboxServer,
    name: "Sandbox",
    baseUrl: null,
    builtIn: true,
    tenant: null,
    capacity: null,
    weight: 1,
    draining: false,
    load,
    health: { state: "working", checkedAt: null, failures: 0, failure: null, latencyMs: null },
  };
}
