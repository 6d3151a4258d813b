import type { Ctx } from "../../context";
import { modelPrice } from "../../db/schema";
import { modelPrices, publishedPrice, written, type PriceView } from "../../domain/model-price";
import { done, type Outcome } from "../../domain/outcome";
import { operatorsOnly } from "../refusals";

/** Every model that has a price, with the table's and the operator's: those that an operator set, then by name. */
export async function listPrices(ctx: Ctx): Promise<Outcome<PriceView[]>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  const set = await ctx.db.select().from(modelPrice);
  const own = new Map(set.map(({ model, ...price }) => [model, price]));
  const models = new Set([...modelPrices.map(({ model }) => model), ...own.keys()]);
  const views = [...models].map((model): PriceView => {
    const published = publishedPrice(model, ctx.now());
    return {
      model,
      published: published && { ...written(published), from: published.from },
      own: own.get(model) ?? null,
    };
  });
  const byName = views.sort((a, b) => a.model.localeCompare(b.model, "en", { numeric: true }));
  return done(byName.sort((a, b) => Number(b.own !== null) - Number(a.own !== null)));
}
