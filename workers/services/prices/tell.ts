import type { Ctx } from "../../context";
import { bot } from "../../db/schema";

/**
 * Tells the hubs of tenants that have bots. One that cannot be told, and those beyond what a request may call,
 * read the prices anew within five minutes, as hubs do with all that they know.
 */
export async function tellPrices(ctx: Ctx): Promise<void> {
  const tenants = await ctx.db.selectDistinct({ id: bot.tenantId }).from(bot).limit(mostHubs);
  while (tenants.length > 0) {
    await Promise.allSettled(tenants.splice(0, hubsAtOnce).map(({ id }) => ctx.hub(id).refresh("bots")));
  }
}

/** Below the thousand calls that the platform lets one request make. */
const mostHubs = 900;
const hubsAtOnce = 50;
