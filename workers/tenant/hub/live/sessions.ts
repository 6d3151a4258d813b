import { and, eq, gt, inArray } from "drizzle-orm";
import type { Database } from "../../../db/client";
import { membership, session } from "../../../db/schema";
import type { Member } from "./listener";

/** Those of the sessions that are over, or whose people do not belong to the tenant any more. */
export async function endedSessions(
  db: Database,
  tenantId: string,
  members: readonly Member[],
): Promise<ReadonlySet<string>> {
  const ended = new Set(members.map(({ sessionId }) => sessionId));
  const ids = [...ended];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const lasting = await db
      .select({ id: session.id })
      .from(session)
      .innerJoin(membership, and(eq(membership.userId, session.userId), eq(membership.tenantId, tenantId)))
      .where(and(inArray(session.id, ids.slice(at, at + idsAtOnce)), gt(session.expiresAt, new Date())));
    for (const { id } of lasting) ended.delete(id);
  }
  return ended;
}

/** D1 binds a hundred values at most. */
const idsAtOnce = 90;
