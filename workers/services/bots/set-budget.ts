import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema";
import { may } from "../../domain/actor";
import { botBudget } from "../../domain/bot";
import { refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { readBotBudget, type TenantBotBudget } from "./read-budget";

export const tenantBudgetInput = z.strictObject({
  budget: botBudget.nullable(),
});

/**
 * Says what all bots together may use up; a limit that is left out is none. The next answer is judged by it,
 * and at its end each bot does what is set for the end of its own.
 */
export async function setBotBudget(ctx: Ctx, input: unknown): Promise<Outcome<TenantBotBudget>> {
  const { actor } = ctx;
  // Money is the owners' to promise: whoever makes bots may limit each of them, and not lift what holds them all.
  if (!may(actor, "administer")) return forbidden;
  const parsed = tenantBudgetInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { budget } = parsed.data;
  const hasLimit = Object.values(budget ?? {}).some((limit) => limit != null);
  await ctx.db
    .update(tenant)
    .set({ botBudget: hasLimit ? budget : null })
    .where(eq(tenant.id, actor.tenantId));
  await ctx.hub(actor.tenantId).refresh("bots");
  return readBotBudget(ctx);
}
