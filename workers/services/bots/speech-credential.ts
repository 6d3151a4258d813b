import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import { callBots } from "../../evolution/bots/call";
import { credentialSubject, makeUpstreamCredential } from "../../evolution/bots/upstream-credential";
import type { InstancePolicy } from "../../tenant/hub/policy";
import type { CredentialRow } from "./credential";
import type { FoundBot } from "./find";

/**
 * The first OpenAI bot of an instance makes upstream write its settings, with the bot's own row of
 * credentials in them. Voice messages would then be counted as that bot's, and its row could never be
 * deleted; so the settings are given the row of the tenant's credential in its place.
 */
export async function settleSpeechCredential(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  { bot, credential }: FoundBot,
): Promise<void> {
  if (!bot.upstreamCredentialId || !credential || credential.botId) return;
  const read = await callBots(ctx, tenantId, instance, { method: "GET", kind: "openai", verb: ["fetchSettings"] });
  const settings = (read.ok ? read.value : null) as Record<string, unknown> | null;
  if (settings?.["openaiCredsId"] !== bot.upstreamCredentialId) return;
  const row = await onInstance(ctx, tenantId, instance, credential);
  if (!row) return;
  const kept = settingNames.map((name) => [name, settings[name]] as const).filter(([, value]) => value !== null);
  await callBots(ctx, tenantId, instance, {
    method: "POST",
    kind: "openai",
    verb: ["settings"],
    body: { ...Object.fromEntries(kept), openaiCredsId: row },
  });
}

/** Upstream's row of a credential on an instance, made when it is first needed. */
export async function onInstance(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  credential: CredentialRow,
): Promise<string | null> {
  const known = credential.upstreamIds[instance.id];
  if (known) return known;
  const subject = await credentialSubject(credential.id, instance.id);
  const made = await makeUpstreamCredential(ctx, tenantId, instance, subject);
  if (!made.ok) return null;
  credential.upstreamIds[instance.id] = made.value;
  const upstreamIds = sql`json_set(${credentialTable.upstreamIds}, ${`$."${instance.id}"`}, ${made.value})`;
  await ctx.db.update(credentialTable).set({ upstreamIds }).where(eq(credentialTable.id, credential.id));
  return made.value;
}

const settingNames = [
  "expire",
  "keywordFinish",
  "delayMessage",
  "unknownMessage",
  "listeningFromMe",
  "stopBotFromMe",
  "keepOpen",
  "debounceTime",
  "ignoreJids",
  "splitMessages",
  "timePerChar",
  "speechToText",
];
