import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "../../context";
import { serverImport, serverImportItem } from "../../db/schema";
import { may } from "../../domain/actor";
import { importNotes, type ImportView } from "../../domain/import";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";

/** How far a move got. */
export async function readImport(ctx: Ctx, input: { id: string }): Promise<Outcome<ImportView>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const row = await findImport(ctx, actor.tenantId, input.id);
  if (!row) return noImport;
  return done(toView(row, await itemsOf(ctx, [row.id])));
}

/** The tenant's moves, newest first. */
export async function listImports(ctx: Ctx): Promise<Outcome<ImportView[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const rows = await ctx.db
    .select()
    .from(serverImport)
    .where(eq(serverImport.tenantId, actor.tenantId))
    .orderBy(desc(serverImport.createdAt))
    .limit(10);
  const items =
    rows.length > 0
      ? await itemsOf(
          ctx,
          rows.map((row) => row.id),
        )
      : [];
  return done(
    rows.map((row) =>
      toView(
        row,
        items.filter((item) => item.importId === row.id),
      ),
    ),
  );
}

type ImportRow = typeof serverImport.$inferSelect;
type ItemRow = typeof serverImportItem.$inferSelect;

export async function findImport(ctx: Ctx, tenantId: string, id: string): Promise<ImportRow | null> {
  const mine = and(eq(serverImport.id, id), eq(serverImport.tenantId, tenantId));
  const [row] = await ctx.db.select().from(serverImport).where(mine);
  return row ?? null;
}

export async function itemsOf(ctx: Ctx, importIds: string[]): Promise<ItemRow[]> {
  return ctx.db
    .select()
    .from(serverImportItem)
    .where(inArray(serverImportItem.importId, importIds))
    .orderBy(asc(serverImportItem.name));
}

function toView(row: ImportRow, items: ItemRow[]): ImportView {
  const done = items.filter(({ state }) => state !== "waiting" && state !== "working").length;
  const undone = items.length > 0 && items.every(({ state }) => state === "undone" || state === "refused");
  const anyUndone = items.some(({ state }) => state === "undone");
  return {
    id: row.id,
    baseUrl: row.baseUrl,
    createdAt: row.createdAt,
    state: done < items.length ? "running" : undone && anyUndone ? "undone" : "done",
    total: items.length,
    done,
    items: items.map(({ name, state, note }) => ({
      name,
      state,
      notes: importNotes.filter((known) => note?.split(",").includes(known)),
    })),
  };
}

export const noImport = refuse("not_found", "There is no such move.");
