import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { PublicBot } from "../../domain/bot";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot, toPublicBot } from "./find";
import { botChange } from "./input";
import { remakeBot } from "./remake";

/** Changes a bot, switches it on or off. The next message is answered by the bot as it is then. */
export async function changeBot(ctx: Ctx, id: string, input: unknown): Promise<Outcome<PublicBot>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = botChange.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const found = await findBot(ctx, actor, id);
  if (!found) return noBot;
  const changed = await remakeBot(ctx, actor, found, parsed.data, { asEvolution: false });
  return changed.ok ? done(toPublicBot(changed.value)) : changed;
}
