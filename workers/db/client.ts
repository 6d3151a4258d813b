import type { BatchItem } from "drizzle-orm/batch";
import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import * as schema from "./schema";

export type Database = DrizzleD1Database<typeof schema>;

/**
 * Drizzle over D1. With "first-primary" reads see every write that was answered before; pages may
 * use "first-unconstrained" and be served by the replica nearest to the reader.
 */
export function openDatabase(binding: D1Database, consistency: D1SessionConstraint = "first-primary"): Database {
  return drizzle(binding.withSession(consistency) as unknown as D1Database, { schema });
}

/** Writes all of them or none, in their order. For lists of which parts may be left out. */
export async function writeTogether(db: Database, statements: readonly BatchItem<"sqlite">[]): Promise<void> {
  const [first, ...rest] = statements;
  if (first) await db.batch([first, ...rest]);
}
