import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { server as serverTable } from "../../db/schema";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { defaultCapacity, serverChange } from "../../domain/server";
import { evolutionServer, forgetServer, sealedFor } from "../../evolution/server";
import { noServer, operatorsOnly } from "../refusals";
import { tryServer } from "./probe";

type Row = typeof serverTable.$inferInsert;

/** Changes a server's figures, starts or stops emptying it, or gives it a new key, which is tried first. */
export async function changeServer(ctx: Ctx, input: unknown): Promise<Outcome<{ id: string }>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const parsed = serverChange.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { id, globalKey, ...asked } = parsed.data;
  const now = ctx.now();
  const figures = { ...asked, updatedAt: now };

  if (id === evolutionServer && ctx.settings.evolution) {
    if (globalKey !== undefined) {
      return refuse("conflict", "This server's address and key are set in the environment.", { field: "globalKey" });
    }
    const { name = "Evolution", capacity = defaultCapacity, ...rest } = figures;
    const row = { id, name, capacity, createdAt: now, ...rest };
    await ctx.db.insert(serverTable).values(row).onConflictDoUpdate({ target: serverTable.id, set: figures });
    return done({ id });
  }
  const [row] = await ctx.db.select().from(serverTable).where(eq(serverTable.id, id));
  if (!row?.baseUrl) return noServer;
  const fresh: { [Column in keyof Row]?: Row[Column] | undefined } = { ...figures };
  if (globalKey !== undefined) {
    const tried = await tryServer({ baseUrl: row.baseUrl, globalKey });
    if (!tried.ok) return tried;
    fresh.globalKey = await ctx.secrets.seal.close(globalKey, sealedFor(id));
    Object.assign(fresh, { checkedAt: now, failures: 0, failure: null, latencyMs: tried.value.latencyMs });
  }
  await ctx.db.update(serverTable).set(fresh).where(eq(serverTable.id, id));
  forgetServer(id);
  return done({ id });
}
