import { and, eq, isNull, sql } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import { may } from "../../domain/actor";
import { keyPrefix, rotationGraces, rotationInput, type IssuedKey } from "../../domain/key";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { mayManageKeys, restrictedKey } from "./choices";
import { noKey, readKey } from "./list";

/**
 * Gives a key a new secret, shown once. The old one works until the grace is over, so that programs can
 * be changed one by one; without grace it is refused on the next request. Counts and limits stay.
 */
export async function rotateKey(ctx: Ctx, id: string, input: unknown): Promise<Outcome<IssuedKey>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  if (!(await mayManageKeys(ctx))) return restrictedKey;
  const parsed = rotationInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const graceMs = rotationGraces[parsed.data.grace];

  const before = await readKey(ctx, actor.tenantId, id);
  if (!before) return noKey;
  const { key, hash } = await ctx.secrets.issueKey(before.environment, actor.tenantId);
  const rotated = await ctx.db
    .update(apiKey)
    .set({
      hash,
      prefix: keyPrefix(key),
      // SQLite reads the row as it was before this statement.
      previousHash: graceMs > 0 ? sql`${apiKey.hash}` : null,
      previousUntil: graceMs > 0 ? ctx.now() + graceMs : null,
    })
    .where(
      and(eq(apiKey.id, id), eq(apiKey.tenantId, actor.tenantId), eq(apiKey.kind, "tenant"), isNull(apiKey.revokedAt)),
    )
    .returning({ id: apiKey.id });
  if (rotated.length === 0) return noKey;
  await ctx.hub(actor.tenantId).refresh("keys");
  const shown = await readKey(ctx, actor.tenantId, id);
  return shown ? done({ ...shown, key }) : noKey;
}
