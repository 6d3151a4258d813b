import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { ownLimits, type InstanceLimits } from "../../domain/own-limits";
import { mayManageKeys, restrictedKey } from "../keys/choices";
import { forbidden, noInstance } from "../refusals";
import { findInstance } from "./find";
import { toLimits } from "./read-limits";

/**
 * Gives an instance a budget of messages in a period and a rate of requests in a minute, or takes them
 * away; what is left out stays. It holds from the next request on. A key with restrictions of its own
 * may not, or it could widen what it is held to.
 */
export async function limitInstance(ctx: Ctx, name: string, input: unknown): Promise<Outcome<InstanceLimits>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  if (!(await mayManageKeys(ctx))) return restrictedKey;
  const parsed = ownLimits.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { messages, requests } = parsed.data;
  const row = await findInstance(ctx, actor.tenantId, name);
  if (!row) return noInstance(name);
  const columns = {
    ...(messages === undefined ? {} : { messagesLimit: messages }),
    ...(requests === undefined ? {} : { requestsLimit: requests }),
  };
  if (Object.keys(columns).length > 0) {
    await ctx.db
      .update(instanceTable)
      .set({ ...columns, updatedAt: ctx.now() })
      .where(
        and(eq(instanceTable.id, row.id), eq(instanceTable.tenantId, actor.tenantId), isNull(instanceTable.deletedAt)),
      );
    await ctx.hub(actor.tenantId).refresh("instances");
  }
  return done(await toLimits(ctx, { ...row, ...columns }));
}
