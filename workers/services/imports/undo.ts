import { and, eq, isNull, notExists } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance as instanceTable, server as serverTable, serverImportItem } from "../../db/schema";
import { may } from "../../domain/actor";
import type { ImportView, UpstreamWebhook } from "../../domain/import";
import type { Outcome } from "../../domain/outcome";
import { hookRoot } from "../../evolution/hook-address";
import { forgetServer } from "../../evolution/server";
import { forbidden } from "../refusals";
import { findImport, itemsOf, noImport, readImport } from "./read";
import { sealedForItem } from "./take";
import { findUpstreamWebhook, setUpstreamWebhook } from "./upstream";

/**
 * The way back: gives every instance of a move the webhook that it had, and forgets it here. The
 * numbers stay connected where they are. One whose server does not answer stays, and so does what a long
 * list leaves after a while: the same call goes on with it.
 */
export async function undoImport(ctx: Ctx, input: { id: string }): Promise<Outcome<ImportView>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const { tenantId } = actor;
  const row = await findImport(ctx, tenantId, input.id);
  if (!row) return noImport;
  const until = ctx.now() + enoughMs;
  await ctx.db
    .update(serverImportItem)
    .set({ state: "undone" })
    .where(and(eq(serverImportItem.importId, row.id), eq(serverImportItem.state, "waiting")));
  for (const item of await itemsOf(ctx, [row.id])) {
    if (item.state === "refused" || item.state === "undone") continue;
    if (ctx.now() > until) break;
    const [kept] = await ctx.db
      .select({ id: instanceTable.id })
      .from(instanceTable)
      .where(and(eq(instanceTable.id, item.id), isNull(instanceTable.deletedAt)));
    if (kept && !(await restoreWebhook(ctx, row.serverId, item))) {
      await ctx.db.update(serverImportItem).set({ note: "upstream" }).where(eq(serverImportItem.id, item.id));
      continue;
    }
    await ctx.db.batch([
      ctx.db
        .update(serverImportItem)
        .set({ state: "undone", note: null, previousWebhook: null, updatedAt: ctx.now() })
        .where(eq(serverImportItem.id, item.id)),
      // Its keys, its token among them, and its webhook go with it.
      ctx.db.delete(instanceTable).where(and(eq(instanceTable.id, item.id), eq(instanceTable.tenantId, tenantId))),
    ]);
  }
  await ctx.hub(tenantId).refresh("instances");
  const held = ctx.db
    .select({ id: instanceTable.id })
    .from(instanceTable)
    .where(eq(instanceTable.server, row.serverId));
  await ctx.db
    .delete(serverTable)
    .where(and(eq(serverTable.id, row.serverId), eq(serverTable.tenantId, tenantId), notExists(held)));
  forgetServer(row.serverId);
  return readImport(ctx, { id: row.id });
}

type Item = typeof serverImportItem.$inferSelect;

async function restoreWebhook(ctx: Ctx, serverId: string, item: Item): Promise<boolean> {
  const current = await findUpstreamWebhook(ctx, serverId, item.name);
  if (current.met === "gone") return true;
  if (current.met !== "value") return false;
  // Somebody has pointed it elsewhere in the meantime: that is what they want.
  if (!current.value?.url.startsWith(hookRoot(ctx))) return true;
  const previous = item.previousWebhook
    ? (JSON.parse(await ctx.secrets.seal.open(item.previousWebhook, sealedForItem(item.id))) as UpstreamWebhook)
    : null;
  const set = await setUpstreamWebhook(ctx, serverId, item.name, {
    enabled: previous?.enabled ?? false,
    url: previous?.url ?? "",
    events: previous?.events ?? [],
    headers: previous?.headers ?? {},
    byEvents: previous?.webhookByEvents ?? false,
    base64: previous?.webhookBase64 ?? false,
  });
  return set.met !== "trouble";
}

const enoughMs = 20_000;
