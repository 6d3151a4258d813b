import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";

export const restartsInput = z.strictObject({ restarts: z.boolean("must be true or false") });

/** Whether an instance is restarted by itself while it is degraded. */
export async function setRestarts(
  ctx: Ctx,
  name: string,
  input: unknown,
): Promise<Outcome<{ instance: string; restarts: boolean }>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = restartsInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const row = await findInstance(ctx, actor.tenantId, name);
  if (!row) return noInstance(name);
  const { restarts } = parsed.data;
  await ctx.db.update(instanceTable).set({ restarts, updatedAt: ctx.now() }).where(eq(instanceTable.id, row.id));
  await ctx.hub(actor.tenantId).refresh("instances");
  return done({ instance: row.name, restarts });
}
