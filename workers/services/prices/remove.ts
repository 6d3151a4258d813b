import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { modelPrice } from "../../db/schema";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { operatorsOnly } from "../refusals";
import { tellPrices } from "./tell";

/** Takes an operator's price away: the table's holds again, or none where the table has none. */
export async function removePrice(ctx: Ctx, input: { model: string }): Promise<Outcome<{ model: string }>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const { model } = input;
  const removed = await ctx.db
    .delete(modelPrice)
    .where(eq(modelPrice.model, model))
    .returning({ model: modelPrice.model });
  if (removed.length === 0) return refuse("not_found", "There is no price of yours for this model.");
  await tellPrices(ctx);
  return done({ model });
}
