import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { BotFailure } from "../../domain/bot-failure";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBots } from "./find";

/** Which bots fail at the moment, and why: those whose latest answer to a contact was none. */
export async function listFailures(ctx: Ctx): Promise<Outcome<Record<string, BotFailure>>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const bots = await findBots(ctx, actor);
  if (bots.length === 0) return done({});
  return done(await ctx.journal(actor.tenantId).lastBotFailures(bots.map(({ bot }) => bot.id)));
}
