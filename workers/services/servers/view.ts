import { healthOf, type ServerView } from "../../domain/server";
import { evolutionServer } from "../../evolution/server";
import type { LoadedServer } from "./load";

export function toView(row: LoadedServer, tenantName: string | null): ServerView {
  return {
    id: row.id,
    name: row.name,
    baseUrl: row.baseUrl,
    builtIn: row.id === evolutionServer,
    tenant: row.tenantId === null ? null : { id: row.tenantId, name: tenantName ?? row.tenantId },
    capacity: row.capacity,
    weight: row.weight,
    draining: row.draining,
    load: row.load,
    health: healthOf(row),
  };
}
