import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { membership, user } from "../../db/schema";
import { keptLocale, type Locale } from "../../mail/locale";

/** Whom a tenant's mails go to, in the language of their last sign-in. */
export async function ownersOf(
  ctx: Pick<Ctx, "db">,
  tenantId: string,
): Promise<{ email: string; name: string; locale: Locale }[]> {
  const rows = await ctx.db
    .select({ email: user.email, name: user.name, locale: user.locale })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.tenantId, tenantId), eq(membership.role, "owner")));
  return rows.map((row) => ({ ...row, locale: keptLocale(row.locale) }));
}
