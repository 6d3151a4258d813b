import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { inDollars, type BudgetPeriod, type PublicSpend } from "../../domain/budget";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot } from "./find";

/** What a bot has used up in the day and the month that run, as its budget counts it. */
export async function readSpend(ctx: Ctx, input: { id: string }): Promise<Outcome<Record<BudgetPeriod, PublicSpend>>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const found = await findBot(ctx, actor, input.id);
  if (!found) return noBot;
  return done(inDollars(await ctx.hub(actor.tenantId).botSpend(found.bot.id)));
}
