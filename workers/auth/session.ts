import { asc, eq } from "drizzle-orm";
import type { Role } from "../domain/actor";
import { roleOf } from "../domain/actor";
import { openDatabase, type Database } from "../db/client";
import { membership, tenant } from "../db/schema/auth";
import { ensureTenant } from "../services/tenants/ensure";
import { cookiePrefix } from "./paths";

/** A signed-in person in one tenant. */
export interface Session {
  /** Names it, and opens nothing: the cookie holds a token beside it. */
  id: string;
  user: { id: string; name: string; email: string; emailVerified: boolean };
  tenant: { id: string; name: string; slug: string; role: Role };
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** `Set-Cookie` values for the answer: a session in use is prolonged once a day. */
  setCookies: string[];
}

/**
 * Who sent this request, by its cookie. The first request of a person who belongs to no tenant
 * makes one. Requests without our cookie never load better-auth.
 */
export async function readSession(env: Env, request: Request): Promise<Session | null> {
  if (!request.headers.get("cookie")?.includes(`${cookiePrefix}.session_token=`)) return null;
  const { authFor } = await import("./auth");
  const { headers, response } = await authFor(env).api.getSession({ headers: request.headers, returnHeaders: true });
  if (!response?.user.emailVerified) return null;
  const { user, session } = response;

  const db = openDatabase(env.DB);
  const tenants = await tenantsOf(db, user.id);
  const chosen =
    tenants.find(({ id }) => id === session.activeOrganizationId) ??
    tenants[0] ??
    (await firstTenant(db, { userId: user.id, name: user.name }));
  if (!chosen) return null;
  return {
    id: session.id,
    user: { id: user.id, name: user.name, email: user.email, emailVerified: user.emailVerified },
    tenant: chosen,
    expiresAt: session.expiresAt.getTime(),
    setCookies: headers.getSetCookie(),
  };
}

async function firstTenant(db: Database, person: { userId: string; name: string }): Promise<Session["tenant"] | null> {
  const ensured = await ensureTenant({ db }, person);
  if (!ensured.ok) return null;
  const tenants = await tenantsOf(db, person.userId);
  return tenants.find(({ id }) => id === ensured.value.tenantId) ?? null;
}

async function tenantsOf(db: Database, userId: string): Promise<Session["tenant"][]> {
  const rows = await db
    .select({ id: tenant.id, name: tenant.name, slug: tenant.slug, role: membership.role })
    .from(membership)
    .innerJoin(tenant, eq(tenant.id, membership.tenantId))
    .where(eq(membership.userId, userId))
    .orderBy(asc(membership.createdAt), asc(membership.id));
  return rows.map((row) => ({ ...row, role: roleOf(row.role) }));
}
