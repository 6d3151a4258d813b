import { and, eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { behaviourNames, type BotKind } from "../../domain/bot";
import { kindRows } from "../../evolution/bots/kinds";
import { shownCredentialId } from "../../evolution/bots/wire";
import { sandboxServer } from "../../evolution/server";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { findBots } from "../bots/find";
import { onInstance } from "../bots/speech-credential";
import { credentialByEitherId } from "./credential";
import { botByEitherId, ofKind, toEvolutionRow } from "./find";

/**
 * Upstream looks up fallback bots and credentials by their id alone, whosesoever they are. What is not
 * this instance's becomes an id that nobody has, and upstream refuses it in its own words.
 */
export async function outgoingSettings(
  ctx: Ctx,
  actor: TenantActor,
  instance: InstancePolicy,
  kind: BotKind,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { fallbackColumn } = kindRows[kind];
  const sent: Record<string, unknown> = {};
  for (const name of [...behaviourNames, "speechToText"]) if (body[name] !== undefined) sent[name] = body[name];
  // What upstream kept from before must not stay on either: see `save-settings.ts`.
  if (kind === "openai" && instance.server !== sandboxServer) sent["speechToText"] = false;
  for (const name of ["fallbackId", fallbackColumn]) {
    const id = body[name];
    if (typeof id !== "string" || id === "") continue;
    sent[name] = (await botByEitherId(ctx, actor, instance, kind, id))?.bot.upstreamId ?? nobodysId;
  }
  const credentialId = body["openaiCredsId"];
  if (kind === "openai" && credentialId !== undefined) {
    const found = await credentialByEitherId(ctx, actor, instance, String(credentialId));
    const row = found && (await onInstance(ctx, actor.tenantId, instance, found.credential));
    sent["openaiCredsId"] = typeof credentialId === "string" ? (row ?? nobodysId) : null;
  }
  return sent;
}

/** Settings as upstream answered them, with the tenant's own bot and credential in place of upstream's rows. */
export async function shownSettings(
  ctx: Ctx,
  actor: TenantActor,
  instance: InstancePolicy,
  kind: BotKind,
  settings: unknown,
): Promise<unknown> {
  if (typeof settings !== "object" || settings === null) return settings;
  const shown = { ...settings } as Record<string, unknown>;
  for (const name of ["fallback", "Fallback"]) {
    const id = (shown[name] as { id?: unknown } | null | undefined)?.id;
    if (typeof id !== "string") continue;
    const found = await botByEitherId(ctx, actor, instance, kind, id);
    shown[name] = found && toEvolutionRow(found, instance);
  }
  const row = shown["openaiCredsId"];
  if (typeof row === "string") {
    // Upstream may have written a bot's own row there, of which the tenant knows nothing.
    const usedByBot = and(ofKind(instance, "openai"), eq(botTable.upstreamCredentialId, row));
    const [bot] = await findBots(ctx, actor, usedByBot);
    if (bot) shown["openaiCredsId"] = shownCredentialId(bot.credential, instance.id);
  }
  return shown;
}

const nobodysId = "unknown";
