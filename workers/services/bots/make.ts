import type { Ctx } from "../../context";
import { writeTogether } from "../../db/client";
import { bot as botTable, botPromptVersion, credential as credentialTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { done, refuse } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { randomText } from "../../secrets/bytes";
import { alikeBot, triggerConflict } from "./conflict";
import { credentialFor } from "./credential";
import { findBotInstance, type FoundBot } from "./find";
import { judgeConnection, type BotInput } from "./input";
import { authorOf, promptOf } from "./prompt";
import { makeUpstreamBot, removeUpstreamBot, type MadeUpstream } from "./upstream";
import { settleSpeechCredential } from "./speech-credential";

export type MadeBot = { ok: true; value: FoundBot } | { ok: false; refusal: BotRefusal };

/**
 * Makes a bot: upstream first, with the relay's address in place of the tenant's, then here. Over `/v1`
 * two bots conflict where upstream says so; everywhere else, where they would answer the same message.
 */
export async function makeBot(
  ctx: Ctx,
  actor: TenantActor,
  asked: BotInput,
  options: { asEvolution: boolean },
): Promise<MadeBot> {
  const { tenantId } = actor;
  const { kind } = asked;
  const connection = judgeConnection(ctx, kind, asked.connection);
  if (!connection.ok) return connection;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const botId = `bot_${randomText(20)}`;
  const instanceId = instance.value.id;
  const { credentialId, secret, triggers, enabled } = asked;
  const chosen = await credentialFor(ctx, { tenantId, kind, instanceId, botId, credentialId, secret });
  if (!chosen.ok) return chosen;
  const { credential, isNew } = chosen.value;
  const conflict = options.asEvolution
    ? await alikeBot(ctx, actor, { kind, instanceId, connection: connection.value, credential })
    : await triggerConflict(ctx, actor, { instanceId, triggers, enabled });
  if (conflict) return { ok: false, refusal: conflict };

  const hub = ctx.hub(tenantId);
  const place = await hub.reserve("bots", botId);
  if (!place.reserved) {
    const limit = place.reason === "plan_limit" ? place.limit : 0;
    return refuse("plan_limit", `Your plan holds ${limit} bots. Delete one or move to a larger plan.`);
  }
  try {
    const draft = { ...asked, connection: connection.value };
    const made = await makeUpstreamBot(ctx, { tenantId, botId, instance: instance.value }, draft);
    if (!made.ok) return made;
    const bot = rowOf(ctx, { tenantId, botId, instanceId, asked: draft, made: made.value });
    const prompt = promptOf(kind, connection.value);
    const stored = { ...bot, credentialId: credential?.id ?? null, promptVersion: prompt ? 1 : null };
    const written = { botId, version: 1, note: "", createdBy: authorOf(actor), createdAt: stored.createdAt };
    try {
      await writeTogether(ctx.db, [
        ...(credential && isNew ? [ctx.db.insert(credentialTable).values(credential)] : []),
        ctx.db.insert(botTable).values(stored),
        ...(prompt ? [ctx.db.insert(botPromptVersion).values({ ...written, prompt })] : []),
      ]);
    } catch (error) {
      // Without its row nobody could ever change or delete what was made upstream.
      await removeUpstreamBot(ctx, tenantId, instance.value, stored);
      throw error;
    }
    await hub.refresh("bots");
    const found: FoundBot = { bot: stored, credential, instance: asked.instance };
    await settleSpeechCredential(ctx, tenantId, instance.value, found);
    return done(found);
  } finally {
    await hub.release("bots", botId);
  }
}

interface Making {
  tenantId: string;
  botId: string;
  instanceId: string;
  asked: BotInput;
  made: MadeUpstream;
}

function rowOf(ctx: Ctx, { tenantId, botId, instanceId, asked, made }: Making) {
  const now = ctx.now();
  return {
    id: botId,
    tenantId,
    instanceId,
    kind: asked.kind,
    name: asked.name,
    enabled: asked.enabled,
    upstreamId: made.upstreamId,
    upstreamCredentialId: made.upstreamCredentialId,
    connection: asked.connection,
    triggers: asked.triggers,
    behaviour: { ...asked.behaviour, ...made.behaviour },
    fallbackText: asked.fallbackText,
    budget: asked.budget ?? null,
    budgetAction: asked.budgetAction,
    createdAt: now,
    updatedAt: now,
  };
}
