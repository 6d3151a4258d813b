import { eq } from "drizzle-orm";
import { developmentMail, membership, user } from "#workers/db/schema";
import type { Locale } from "#workers/mail/locale";
import type { GivenTenant } from "./given";

/** A person who belongs to the tenant, as its owner unless something else is said. Answers with the address. */
export async function givenOwner(
  { ctx, tenantId }: GivenTenant,
  { role = "owner", locale = null }: { role?: string; locale?: Locale | null } = {},
): Promise<string> {
  const id = crypto.randomUUID();
  const email = `${id}@example.com`;
  await ctx.db.insert(user).values({ id, name: "Ana", email, emailVerified: true, locale, updatedAt: new Date() });
  await ctx.db.insert(membership).values({ id, tenantId, userId: id, role });
  return email;
}

/** What was mailed to an address, in the order in which it went out. */
export function mailsTo({ ctx }: GivenTenant, email: string) {
  return ctx.db.select().from(developmentMail).where(eq(developmentMail.to, email)).orderBy(developmentMail.at);
}
