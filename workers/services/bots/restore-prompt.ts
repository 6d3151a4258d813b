import { and, eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { botPromptVersion } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PublicBot } from "../../domain/bot";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot, toPublicBot } from "./find";
import { remakeBot } from "./remake";

export const restoreInput = z.object({ version: z.int("must be the number of a version").min(1) });

/** Tells a bot's model again what it was told in an earlier version. That becomes a version of its own. */
export async function restorePrompt(ctx: Ctx, id: string, input: unknown): Promise<Outcome<PublicBot>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = restoreInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const found = await findBot(ctx, actor, id);
  if (!found) return noBot;
  const { version } = parsed.data;
  const [row] = await ctx.db
    .select()
    .from(botPromptVersion)
    .where(and(eq(botPromptVersion.botId, found.bot.id), eq(botPromptVersion.version, version)));
  if (!row) return refuse("not_found", `This bot's prompt has no version ${version}.`, { field: "version" });
  const change = { connection: { ...row.prompt }, note: `Version ${version} again` };
  const changed = await remakeBot(ctx, actor, found, change, { asEvolution: false });
  return changed.ok ? done(toPublicBot(changed.value)) : changed;
}
