import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import { may } from "../../domain/actor";
import { keyChange, type PublicKey } from "../../domain/key";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { columnsOf, mayManageKeys, restrictedKey } from "./choices";
import { noKey, readKey } from "./list";

/** Changes what a key may do. The hub is told before this answers: a narrowed key is narrow on its next request. */
export async function changeKey(ctx: Ctx, id: string, input: unknown): Promise<Outcome<PublicKey>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  if (!(await mayManageKeys(ctx))) return restrictedKey;
  const parsed = keyChange.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { name, ...choices } = parsed.data;
  const chosen = columnsOf(ctx, choices);
  if (!chosen.ok) return chosen;

  const columns = { ...chosen.value, ...(name === undefined ? {} : { name }) };
  const live = and(
    eq(apiKey.id, id),
    eq(apiKey.tenantId, actor.tenantId),
    eq(apiKey.kind, "tenant"),
    isNull(apiKey.revokedAt),
  );
  if (Object.keys(columns).length > 0) {
    const changed = await ctx.db.update(apiKey).set(columns).where(live).returning({ id: apiKey.id });
    if (changed.length === 0) return noKey;
    await ctx.hub(actor.tenantId).refresh("keys");
  }
  const key = await readKey(ctx, actor.tenantId, id);
  return key ? done(key) : noKey;
}
