import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { BudgetPeriod, Spend } from "../../domain/budget";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot } from "./find";

/** What a bot has used up in the day and the month that run, as its budget counts it. */
export async function readSpend(ctx: Ctx, input: { id: string }): Promise<Outcome<Record<BudgetPeriod, Spend>>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const found = await findBot(ctx, actor, input.id);
  if (!found) return noBot;
  return done(await ctx.hub(actor.tenantId).botSpend(found.bot.id));
}
