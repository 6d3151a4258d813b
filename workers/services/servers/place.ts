import type { Ctx } from "../../context";
import type { Integration } from "../../domain/instance";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { placeInstance } from "../../domain/placement";
import { isFailing } from "../../domain/server";
import { sandboxServer } from "../../evolution/server";
import { loadServers, type LoadedServer } from "./load";

/**
 * The server for a new instance of a tenant. The operators' servers come first; a server that the tenant
 * brought along takes what is new where there is no other. Without any server every number is simulated.
 */
export async function placeNew(ctx: Ctx, tenantId: string, integration: Integration): Promise<Outcome<string>> {
  if (integration === "SANDBOX") return done(sandboxServer);
  const servers = await loadServers(ctx, tenantId);
  if (servers.length === 0) return done(sandboxServer);
  const best = bestOf(servers.filter((row) => row.tenantId === null)) ?? bestOf(servers.filter((row) => row.tenantId));
  if (best) return done(best);
  // A simulated phone in place of a real one would be a surprise: rather none.
  return refuse("upstream_unavailable", "No WhatsApp server has room for a new instance now; try again in a minute.", {
    retryAfterSeconds: 60,
  });
}

/** Can this tenant have real numbers, or simulated ones only? */
export async function offersWhatsApp(ctx: Ctx, tenantId: string): Promise<boolean> {
  return ctx.settings.evolution !== null || (await loadServers(ctx, tenantId)).length > 0;
}

function bestOf(servers: readonly LoadedServer[]): string | null {
  return placeInstance(servers.map((row) => ({ ...row, failing: isFailing(row.failures) })));
}
