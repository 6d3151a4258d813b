import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { PublicBot } from "../../domain/bot";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { toPublicBot } from "./find";
import { botInput } from "./input";
import { makeBot } from "./make";

/** Makes a bot on an instance. It answers as soon as this is done, unless it was made switched off. */
export async function createBot(ctx: Ctx, input: unknown): Promise<Outcome<PublicBot>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = botInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const made = await makeBot(ctx, actor, parsed.data, { asEvolution: false });
  return made.ok ? done(toPublicBot(made.value)) : made;
}
