import { and, eq, gt, inArray, lt, or } from "drizzle-orm";
import type { Ctx } from "../../context";
import { serverImport, serverImportItem } from "../../db/schema";
import { may } from "../../domain/actor";
import type { ImportView } from "../../domain/import";
import type { Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findImport, noImport, readImport } from "./read";
import { takeInstance } from "./take";

/**
 * Takes the next instances of a move, and says how far it got. Each call does a few, so that a page can
 * show the progress; whoever closes the page leaves the rest to the regular round. Two callers at once
 * never take the same one.
 */
export async function continueImport(ctx: Ctx, input: { id: string; atMost?: number }): Promise<Outcome<ImportView>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const { tenantId } = actor;
  const row = await findImport(ctx, tenantId, input.id);
  if (!row) return noImport;
  const until = ctx.now() + enoughMs;
  for (let left = input.atMost ?? atOnce; left > 0 && ctx.now() < until; left--) {
    const item = await claim(ctx, row.id);
    if (!item) break;
    const taken = await takeInstance(ctx, { tenantId, serverId: row.serverId, id: item.id, name: item.name });
    const now = ctx.now();
    await ctx.db.batch([
      ctx.db
        .update(serverImportItem)
        .set({
          state: taken.taken ? "imported" : "refused",
          note: taken.taken ? taken.notes.join(",") || null : taken.note,
          updatedAt: now,
        })
        .where(eq(serverImportItem.id, item.id)),
      ctx.db.update(serverImport).set({ updatedAt: now }).where(eq(serverImport.id, row.id)),
    ]);
  }
  return readImport(ctx, { id: row.id });
}

/** Takes up the moves whose page was closed. */
export async function continueLeftImports(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  const left = await ctx.db
    .selectDistinct({ id: serverImport.id, tenantId: serverImport.tenantId })
    .from(serverImport)
    .innerJoin(serverImportItem, eq(serverImportItem.importId, serverImport.id))
    .where(
      and(
        inArray(serverImportItem.state, ["waiting", "working"]),
        lt(serverImport.updatedAt, now - takenForMs),
        gt(serverImport.createdAt, now - givenUpAfterMs),
      ),
    )
    .limit(10);
  await Promise.allSettled(
    left.map(({ id, tenantId }) => continueImport(ctx.as({ kind: "system", tenantId }), { id, atMost: 20 })),
  );
}

async function claim(ctx: Ctx, importId: string) {
  const now = ctx.now();
  const free = or(
    eq(serverImportItem.state, "waiting"),
    // Whoever took it did not come to an end.
    and(eq(serverImportItem.state, "working"), lt(serverImportItem.takenAt, now - takenForMs)),
  );
  for (;;) {
    const [next] = await ctx.db
      .select({ id: serverImportItem.id, name: serverImportItem.name })
      .from(serverImportItem)
      .where(and(eq(serverImportItem.importId, importId), free))
      .orderBy(serverImportItem.name)
      .limit(1);
    if (!next) return null;
    const mine = await ctx.db
      .update(serverImportItem)
      .set({ state: "working", takenAt: now, updatedAt: now })
      .where(and(eq(serverImportItem.id, next.id), free))
      .returning({ id: serverImportItem.id });
    if (mine.length > 0) return next;
  }
}

const atOnce = 3;
const enoughMs = 8_000;
const takenForMs = 60_000;
const givenUpAfterMs = 24 * 60 * 60_000;
