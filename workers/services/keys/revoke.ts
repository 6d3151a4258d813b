import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PublicKey } from "../../domain/key";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { noKey, readKey } from "./list";

/** Ends a key for good. The hub is told before this answers, so the very next request is refused. */
export async function revokeKey(ctx: Ctx, input: { id: string }): Promise<Outcome<PublicKey>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const key = await readKey(ctx, actor.tenantId, input.id);
  if (!key) return noKey;
  const revokedAt = key.revokedAt ?? ctx.now();
  await ctx.db
    .update(apiKey)
    .set({ revokedAt })
    .where(and(eq(apiKey.id, input.id), eq(apiKey.tenantId, actor.tenantId), isNull(apiKey.revokedAt)));
  // Also for a key that was revoked before: the hub may not have heard of it then.
  await ctx.hub(actor.tenantId).refresh("keys");
  const { id, name, prefix } = key;
  await ctx.journal(actor.tenantId).emit([
    {
      id: `zapin.key.revoked:${id}`,
      type: "zapin.key.revoked",
      instanceId: null,
      instance: null,
      at: revokedAt,
      data: { keyId: id, name, prefix },
    },
  ]);
  return done({ ...key, revokedAt });
}
