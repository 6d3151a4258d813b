import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import type { Usage } from "../../domain/usage";
import { forbidden } from "../refusals";

/** What is used and what is left, from the counters that admit requests. */
export async function readUsage(ctx: Ctx): Promise<Outcome<Usage>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const usage = await ctx.hub(actor.tenantId).usage();
  return usage ? done(usage) : refuse("not_found", "This account does not exist any more.");
}
