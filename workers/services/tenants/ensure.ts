import { and, eq, notExists, sql } from "drizzle-orm";
import { newTenantId, randomId } from "../../auth/identifiers";
import type { Ctx } from "../../context";
import type { Database } from "../../db/client";
import { membership, tenant } from "../../db/schema/auth";
import { AppError } from "../../domain/error";
import { done, type Outcome } from "../../domain/outcome";
import { slugOf } from "./slug";

interface Person {
  userId: string;
  name: string;
}

const attempts = 3;

/**
 * Gives a person a tenant of their own, once. Two first requests at the same time both insert;
 * the unique founder lets one row stay, and both read that one.
 */
export async function ensureTenant({ db }: Pick<Ctx, "db">, person: Person): Promise<Outcome<{ tenantId: string }>> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    await insertTenant(db, person);
    const [owned] = await db
      .select({ tenantId: tenant.id })
      .from(tenant)
      .innerJoin(membership, and(eq(membership.tenantId, tenant.id), eq(membership.userId, person.userId)))
      .where(eq(tenant.founderId, person.userId))
      .limit(1);
    if (owned) return done(owned);
    // Either the slug was taken (the next one differs), or the person founded a tenant and was
    // taken out of it later: that one is not theirs to get back, and no longer stands in the way.
    await releaseFounder(db, person.userId);
  }
  throw new AppError("tenant_not_made", "Your workspace could not be made. Please try again.");
}

/** One transaction, and the membership only for the row that this very call inserted. */
async function insertTenant(db: Database, { userId, name }: Person): Promise<void> {
  const id = newTenantId();
  const row = { id, name: name.trim() || "Workspace", slug: slugOf(name), founderId: userId };
  await db.batch([
    db.insert(tenant).values(row).onConflictDoNothing(),
    db.insert(membership).select(
      db
        .select({
          id: sql<string>`${randomId(24)}`.as("id"),
          tenantId: tenant.id,
          userId: sql<string>`${userId}`.as("user_id"),
          role: sql<string>`'owner'`.as("role"),
          createdAt: tenant.createdAt,
        })
        .from(tenant)
        .where(eq(tenant.id, id)),
    ),
  ]);
}

async function releaseFounder(db: Database, userId: string): Promise<void> {
  const theirs = db
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.tenantId, tenant.id), eq(membership.userId, userId)));
  await db
    .update(tenant)
    .set({ founderId: null })
    .where(and(eq(tenant.founderId, userId), notExists(theirs)));
}
