import type { TenantHub } from "./hub/hub";
import type { TenantJournal } from "./journal/journal";

export type HubStub = DurableObjectStub<TenantHub>;
export type JournalStub = DurableObjectStub<TenantJournal>;

/** The hub of a tenant. This file is the only place where a tenant's id becomes a stub. */
export function hubStub(env: Pick<Env, "TENANT_HUB">, tenantId: string): HubStub {
  return env.TENANT_HUB.getByName(tenantId);
}

/** The journal of a tenant. */
export function journalStub(env: Pick<Env, "TENANT_JOURNAL">, tenantId: string): JournalStub {
  return env.TENANT_JOURNAL.getByName(tenantId);
}
