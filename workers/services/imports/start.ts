import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { server as serverTable, serverImport, serverImportItem } from "../../db/schema";
import { may } from "../../domain/actor";
import { startInput } from "../../domain/import";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { defaultCapacity } from "../../domain/server";
import { forgetServer, sealedFor } from "../../evolution/server";
import { forbidden } from "../refusals";
import { newServerId } from "../servers/add";
import { readTicket } from "./ticket";

/** Begins a move: writes down the server and what was chosen there. The steps are `continueImport`'s. */
export async function startImport(ctx: Ctx, input: unknown): Promise<Outcome<{ id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = startInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { tenantId } = actor;
  const reach = await readTicket(ctx, tenantId, parsed.data.ticket);
  if (!reach.ok) return reach;

  const serverId = await keepServer(ctx, tenantId, reach.value);
  const id = crypto.randomUUID();
  const now = ctx.now();
  const createdBy = actor.kind === "user" ? actor.userId : null;
  const { baseUrl } = reach.value;
  const names = [...new Set(parsed.data.names)];
  await ctx.db.batch([
    ctx.db.insert(serverImport).values({ id, tenantId, serverId, baseUrl, createdBy, createdAt: now, updatedAt: now }),
    // One by one: D1 takes a hundred values in a statement.
    ...names.map((name) =>
      ctx.db.insert(serverImportItem).values({ id: crypto.randomUUID(), importId: id, name, updatedAt: now }),
    ),
  ]);
  return done({ id });
}

/** The tenant's row for this server; brought again, it has the key of today. */
async function keepServer(
  ctx: Ctx,
  tenantId: string,
  { baseUrl, globalKey }: { baseUrl: string; globalKey: string },
): Promise<string> {
  const now = ctx.now();
  const fresh = newServerId();
  await ctx.db
    .insert(serverTable)
    .values({
      id: fresh,
      name: new URL(baseUrl).host,
      baseUrl,
      tenantId,
      capacity: defaultCapacity,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing();
  const [row] = await ctx.db
    .select({ id: serverTable.id })
    .from(serverTable)
    .where(and(eq(serverTable.tenantId, tenantId), eq(serverTable.baseUrl, baseUrl)));
  const id = row?.id ?? fresh;
  const sealed = await ctx.secrets.seal.close(globalKey, sealedFor(id));
  await ctx.db
    .update(serverTable)
    .set({ globalKey: sealed, failures: 0, failure: null, checkedAt: now, updatedAt: now })
    .where(eq(serverTable.id, id));
  forgetServer(id);
  return id;
}
