import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema";
import { may } from "../../domain/actor";
import type { BotBudget } from "../../domain/bot";
import { inDollars, type BudgetPeriod, type PublicSpend } from "../../domain/budget";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";

/** What all bots of a tenant may use up together, and what they have. */
export interface TenantBotBudget {
  /** null where nothing but the bots' own budgets holds them. */
  budget: BotBudget | null;
  /** In the day and the month that run, by the midnights of UTC. */
  spent: Record<BudgetPeriod, PublicSpend>;
}

/** Reads the budget of all bots together. What was used by a bot that is gone still counts. */
export async function readBotBudget(ctx: Ctx): Promise<Outcome<TenantBotBudget>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const [rows, spent] = await Promise.all([
    ctx.db.select({ budget: tenant.botBudget }).from(tenant).where(eq(tenant.id, actor.tenantId)),
    ctx.hub(actor.tenantId).botSpend(null),
  ]);
  const [found] = rows;
  if (!found) return refuse("not_found", "This account does not exist any more.");
  return done({ budget: found.budget, spent: inDollars(spent) });
}
