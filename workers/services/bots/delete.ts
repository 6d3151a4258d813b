import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot } from "./find";
import { unmakeBot } from "./unmake";

/** Deletes a bot for good. Its place in the plan is free at once. */
export async function deleteBot(ctx: Ctx, input: { id: string }): Promise<Outcome<{ id: string }>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const found = await findBot(ctx, actor, input.id);
  return found ? unmakeBot(ctx, actor, found) : noBot;
}
