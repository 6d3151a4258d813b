import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../../context";
import { writeTogether } from "../../db/client";
import { bot as botTable, botPromptVersion, credential as credentialTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { triggerConflict } from "./conflict";
import { credentialFor } from "./credential";
import { findBotInstance, type FoundBot } from "./find";
import { judgeConnection, type BotChange } from "./input";
import type { MadeBot } from "./make";
import { authorOf, promptOf, samePrompt } from "./prompt";
import { changeUpstreamBot } from "./upstream";

/**
 * Changes a bot: upstream where it must know, then here. What is left out stays; the members of
 * connection and behaviour each for themselves, and null takes one of the connection's away.
 */
export async function remakeBot(
  ctx: Ctx,
  actor: TenantActor,
  found: FoundBot,
  change: BotChange,
  options: { asEvolution: boolean },
): Promise<MadeBot> {
  const { bot } = found;
  const { tenantId } = actor;
  const connection = judgeConnection(ctx, bot.kind, { ...bot.connection, ...change.connection });
  if (!connection.ok) return connection;
  const draft = {
    kind: bot.kind,
    name: change.name ?? bot.name,
    enabled: change.enabled ?? bot.enabled,
    connection: connection.value,
    triggers: change.triggers ?? bot.triggers,
    behaviour: { ...bot.behaviour, ...change.behaviour },
  };
  const begins = change.triggers !== undefined || (draft.enabled && !bot.enabled);
  if (begins && !options.asEvolution) {
    const conflict = await triggerConflict(ctx, actor, { ...draft, instanceId: bot.instanceId, id: bot.id });
    if (conflict) return { ok: false, refusal: conflict };
  }
  const chosen = await changedCredential(ctx, actor, found, change);
  if (!chosen.ok) return chosen;
  const { credential, isNew } = chosen.value;

  if (mattersUpstream(change)) {
    const instance = await findBotInstance(ctx, actor, found.instance);
    if (!instance.ok) return instance;
    const place = { tenantId, botId: bot.id, instance: instance.value };
    const changed = await changeUpstreamBot(ctx, place, bot, draft);
    if (!changed.ok) return changed;
    draft.behaviour = changed.value;
  }

  const now = ctx.now();
  const prompt = promptOf(bot.kind, connection.value);
  const isNewPrompt = prompt !== null && !samePrompt(prompt, promptOf(bot.kind, bot.connection));
  const version = sql<number>`(SELECT ifnull(max(version), 0) FROM bot_prompt_version WHERE bot_id = ${bot.id})`;
  const columns = {
    name: draft.name,
    enabled: draft.enabled,
    connection: draft.connection,
    triggers: draft.triggers,
    behaviour: draft.behaviour,
    credentialId: credential?.id ?? null,
    fallbackText: change.fallbackText ?? bot.fallbackText,
    budget: change.budget === undefined ? bot.budget : change.budget,
    budgetAction: change.budgetAction ?? bot.budgetAction,
    updatedAt: now,
  };
  const replaced = found.credential?.botId === bot.id && found.credential.id !== credential?.id;
  const written = {
    botId: bot.id,
    version: sql<number>`${version} + 1`,
    note: change.note ?? "",
    createdBy: authorOf(actor),
    createdAt: now,
  };
  await writeTogether(ctx.db, [
    ...(credential && isNew ? [ctx.db.insert(credentialTable).values(credential)] : []),
    ...(isNewPrompt ? [ctx.db.insert(botPromptVersion).values({ ...written, prompt })] : []),
    ctx.db
      .update(botTable)
      .set({ ...columns, ...(isNewPrompt ? { promptVersion: version } : {}) })
      .where(eq(botTable.id, bot.id)),
    ...(replaced ? [ctx.db.delete(credentialTable).where(eq(credentialTable.id, found.credential!.id))] : []),
  ]);
  await ctx.hub(tenantId).refresh("bots");
  const promptVersion = isNewPrompt ? (bot.promptVersion ?? 0) + 1 : bot.promptVersion;
  return done({ bot: { ...bot, ...columns, promptVersion }, credential, instance: found.instance });
}

type Credential = FoundBot["credential"];

async function changedCredential(
  ctx: Ctx,
  actor: TenantActor,
  { bot, credential }: FoundBot,
  change: BotChange,
): Promise<Outcome<{ credential: Credential; isNew: boolean }>> {
  const { credentialId, secret } = change;
  if (credentialId === undefined && secret === undefined) return done({ credential, isNew: false });
  const { kind, instanceId, id: botId } = bot;
  return credentialFor(ctx, { tenantId: actor.tenantId, kind, instanceId, botId, credentialId, secret });
}

/** Secrets, texts and budgets are the relay's alone. */
function mattersUpstream({ name, enabled, connection, triggers, behaviour }: BotChange): boolean {
  return [name, enabled, connection, triggers, behaviour].some((value) => value !== undefined);
}
