import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PublicKey } from "../../domain/key";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { toPublicKey } from "./list";

/** Ends a key for good. The hub is told before this answers, so the very next request is refused. */
export async function revokeKey(ctx: Ctx, input: { id: string }): Promise<Outcome<PublicKey>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const mine = and(eq(apiKey.id, input.id), eq(apiKey.tenantId, actor.tenantId), eq(apiKey.kind, "tenant"));
  const [found] = await ctx.db
    .select({ key: apiKey, instance: instanceTable.name })
    .from(apiKey)
    .leftJoin(instanceTable, eq(instanceTable.id, apiKey.instanceId))
    .where(mine);
  if (!found) return refuse("not_found", "There is no such key.");
  const revokedAt = found.key.revokedAt ?? ctx.now();
  if (found.key.revokedAt === null) await ctx.db.update(apiKey).set({ revokedAt }).where(mine);
  // Also for a key that was revoked before: the hub may not have heard of it then.
  const use = await ctx.hub(actor.tenantId).keyUse();
  await ctx.hub(actor.tenantId).refresh("keys");
  return done(toPublicKey({ ...found, key: { ...found.key, revokedAt } }, use[input.id]));
}
