import { and, eq, lt } from "drizzle-orm";
import type { Ctx } from "../../context";
import { session, user, verification } from "../../db/schema/auth";

const dayMs = 24 * 60 * 60_000;
/** How long an address may stay unconfirmed before its account is forgotten. */
const unconfirmedDays = 7;

/** Deletes what no longer opens anything: ended sessions, stale links, accounts that nobody confirmed. */
export async function forgetExpired({ db, now }: Pick<Ctx, "db" | "now">): Promise<void> {
  const passed = new Date(now());
  const abandoned = new Date(now() - unconfirmedDays * dayMs);
  await db.batch([
    db.delete(session).where(lt(session.expiresAt, passed)),
    db.delete(verification).where(lt(verification.expiresAt, passed)),
    db.delete(user).where(and(eq(user.emailVerified, false), lt(user.createdAt, abandoned))),
  ]);
}
