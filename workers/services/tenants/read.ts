import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema/auth";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { planOf, type PlanId } from "../../domain/plan";

export interface TenantView {
  id: string;
  name: string;
  slug: string;
  plan: PlanId;
  /** An IANA name; days of figures begin at its midnight. */
  timezone: string;
}

/** The tenant of whoever asks. */
export async function readTenant({ db, actor }: Pick<Ctx, "db" | "actor">): Promise<Outcome<TenantView>> {
  if (!may(actor, "read")) return refuse("unauthenticated", "Sign in to see this.");
  const [row] = await db
    .select({ id: tenant.id, name: tenant.name, slug: tenant.slug, plan: tenant.plan, timezone: tenant.timezone })
    .from(tenant)
    .where(eq(tenant.id, actor.tenantId))
    .limit(1);
  return row ? done({ ...row, plan: planOf(row.plan).id }) : refuse("not_found", "This tenant no longer exists.");
}
