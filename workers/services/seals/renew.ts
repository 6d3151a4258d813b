import { and, isNotNull, not, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Ctx } from "../../context";
import { credential, endpoint, instance, server, serverImportItem, transport } from "../../db/schema";

/** A column that holds sealed texts, and what binds each to its row. */
interface Place {
  table: SQLiteTable;
  id: SQLiteColumn;
  sealed: SQLiteColumn;
  context: SQL<string>;
}

/**
 * Every sealed column of the database. What is sealed for a day at most, such as kept answers and tickets, is
 * not here: it is gone before the earlier secret is taken away.
 */
export const sealedPlaces: readonly Place[] = [
  { table: instance, id: instance.id, sealed: instance.upstreamToken, context: sql`'instance:' || ${instance.id}` },
  { table: credential, id: credential.id, sealed: credential.secret, context: sql`'credential:' || ${credential.id}` },
  { table: endpoint, id: endpoint.id, sealed: endpoint.headers, context: sql`'endpoint:' || ${endpoint.id}` },
  { table: endpoint, id: endpoint.id, sealed: endpoint.secret, context: sql`'endpoint:' || ${endpoint.id}` },
  { table: endpoint, id: endpoint.id, sealed: endpoint.previousSecret, context: sql`'endpoint:' || ${endpoint.id}` },
  {
    table: transport,
    id: transport.id,
    sealed: transport.options,
    context: sql`'transport:' || ${transport.instanceId} || ':' || ${transport.kind}`,
  },
  { table: server, id: server.id, sealed: server.globalKey, context: sql`'server:' || ${server.id}` },
  {
    table: serverImportItem,
    id: serverImportItem.id,
    sealed: serverImportItem.previousWebhook,
    context: sql`'import-item:' || ${serverImportItem.id}`,
  },
];

/**
 * Closes under the secret in force what an earlier one closed, some hundred texts a round. Says in the log how
 * many it renewed and how many opened with no secret at all, so that an operator knows when the earlier one may go.
 */
export async function renewSeals(ctx: Ctx): Promise<{ renewed: number; unreadable: number; finished: boolean }> {
  const prefix = await ctx.secrets.seal.currentPrefix();
  const found = { renewed: 0, unreadable: 0, finished: true };
  for (const place of sealedPlaces) {
    let after = "";
    while (found.renewed + found.unreadable < mostInARound) {
      const rows = await oldSeals(ctx, place, prefix, after);
      for (const row of rows) found[(await renewed(ctx, place, row)) ? "renewed" : "unreadable"] += 1;
      if (rows.length < pageSize) break;
      after = rows.at(-1)!.id;
    }
  }
  found.finished = found.renewed + found.unreadable < mostInARound;
  console.log(JSON.stringify({ level: found.unreadable > 0 ? "error" : "info", at: "seals", ...found }));
  return found;
}

interface SealedRow {
  id: string;
  sealed: string;
  context: string;
}

async function oldSeals({ db }: Ctx, place: Place, prefix: string, after: string): Promise<SealedRow[]> {
  const isCurrent = sql`substr(${place.sealed}, 1, ${prefix.length}) = ${prefix}`;
  const rows = await db
    .select({ id: place.id, sealed: place.sealed, context: place.context })
    .from(place.table)
    .where(and(isNotNull(place.sealed), not(isCurrent), sql`${place.id} > ${after}`))
    .orderBy(place.id)
    .limit(pageSize);
  return rows as SealedRow[];
}

/** False where no secret of this deployment opens it; it stays as it is, since the right secret may yet come back. */
async function renewed(ctx: Ctx, { table, id, sealed }: Place, row: SealedRow): Promise<boolean> {
  let text: string;
  try {
    text = await ctx.secrets.seal.open(row.sealed, row.context);
  } catch {
    return false;
  }
  const fresh = await ctx.secrets.seal.close(text, row.context);
  // Whoever wrote a new value in between wins.
  await ctx.db.run(
    sql`UPDATE ${table} SET ${sql.identifier(sealed.name)} = ${fresh} WHERE ${id} = ${row.id} AND ${sealed} = ${row.sealed}`,
  );
  return true;
}

const pageSize = 50;
/** Two statements each: a round stays well within what a Worker may ask of D1 at once. */
const mostInARound = 400;
