import type { Ctx } from "../../context";
import { modelPrice } from "../../db/schema";
import { priceInput } from "../../domain/model-price";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { operatorsOnly } from "../refusals";
import { tellPrices } from "./tell";

/** Says what a model costs, in place of the table. The next answer costs that; earlier ones keep what they cost. */
export async function setPrice(ctx: Ctx, input: unknown): Promise<Outcome<{ model: string }>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const parsed = priceInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { model, ...price } = parsed.data;
  const row = { ...price, updatedAt: ctx.now() };
  await ctx.db
    .insert(modelPrice)
    .values({ model, ...row })
    .onConflictDoUpdate({ target: modelPrice.model, set: row });
  await tellPrices(ctx);
  return done({ model });
}
