import { desc, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { botPromptVersion } from "../../db/schema";
import { may } from "../../domain/actor";
import type { PromptVersion } from "../../domain/bot";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBot, noBot } from "./find";

/** What a bot's model was told, newest first, whole: any two can be laid side by side. */
export async function listPrompts(
  ctx: Ctx,
  input: { id: string },
): Promise<Outcome<{ current: number | null; versions: PromptVersion[] }>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const found = await findBot(ctx, actor, input.id);
  if (!found) return noBot;
  const rows = await ctx.db
    .select()
    .from(botPromptVersion)
    .where(eq(botPromptVersion.botId, found.bot.id))
    .orderBy(desc(botPromptVersion.version));
  const versions = rows.map(({ botId: _botId, ...version }) => version);
  return done({ current: found.bot.promptVersion, versions });
}
