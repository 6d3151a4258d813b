import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { PublicBot } from "../../domain/bot";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot, toPublicBot } from "./find";

export async function getBot(ctx: Ctx, input: { id: string }): Promise<Outcome<PublicBot>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const found = await findBot(ctx, actor, input.id);
  return found ? done(toPublicBot(found)) : noBot;
}
