import { and, eq, ne } from "drizzle-orm";
import type { Ctx } from "../../context";
import { bot as botTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import type { BotConnection, BotKind, BotTriggers } from "../../domain/bot";
import type { Refusal } from "../../domain/outcome";
import { refuse } from "../../domain/outcome";
import { allTaken, triggerTaken, type BotRefusal } from "../../evolution/bots/call";
import { kindRows } from "../../evolution/bots/kinds";
import type { CredentialRow } from "./credential";
import { findBots } from "./find";

interface Wanted {
  instanceId: string;
  triggers: BotTriggers;
  enabled: boolean;
  /** The bot itself, where it exists already. */
  id?: string;
}

/**
 * Would two bots answer the same message? Upstream asks this within one kind only, so that a Typebot and
 * an OpenAI bot could both answer everything; here it holds over all kinds.
 */
export async function triggerConflict(ctx: Ctx, actor: TenantActor, wanted: Wanted): Promise<Refusal | null> {
  const { type, operator, value } = wanted.triggers;
  if (!wanted.enabled) return null;
  const others = await findBots(
    ctx,
    actor,
    and(
      eq(botTable.instanceId, wanted.instanceId),
      eq(botTable.enabled, true),
      wanted.id ? ne(botTable.id, wanted.id) : undefined,
    ),
  );
  const same = others.some(
    ({ bot: { triggers } }) =>
      (answersAll(triggers) && answersAll(wanted.triggers)) ||
      (triggers.type === type && triggers.value === value && triggers.operator === operator),
  );
  if (!same) return null;
  return answersAll(wanted.triggers) ? allTaken : triggerTaken;
}

/** To upstream a bot without a trigger is one that every message begins. */
function answersAll({ type }: BotTriggers): boolean {
  return type === "all" || type === "none";
}

interface Made {
  kind: BotKind;
  instanceId: string;
  connection: BotConnection;
  credential: CredentialRow | null;
}

/**
 * Upstream takes no second bot with the same address and key. It cannot tell any more, since it sees an
 * address of the relay's for each, so `/v1` says it in its place.
 */
export async function alikeBot(ctx: Ctx, actor: TenantActor, made: Made): Promise<BotRefusal | null> {
  const { alike } = kindRows[made.kind];
  if (!alike) return null;
  const others = await findBots(
    ctx,
    actor,
    and(eq(botTable.instanceId, made.instanceId), eq(botTable.kind, made.kind)),
  );
  const found = others.some(
    ({ bot, credential }) =>
      (credential?.digest ?? null) === (made.credential?.digest ?? null) &&
      alike.by.every((name) => (bot.connection[name] ?? null) === (made.connection[name] ?? null)),
  );
  if (!found) return null;
  const { refusal } = refuse("conflict", "This instance has a bot with the same connection already.");
  return { ...refusal, said: evolutionFailure(alike.said) };
}

/** What upstream answers where its code throws a plain error. */
export function evolutionFailure(message: string): { status: number; body: unknown } {
  return { status: 500, body: { status: 500, error: "Internal Server Error", response: { message } } };
}
