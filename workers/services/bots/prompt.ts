import type { TenantActor } from "../../domain/actor";
import { botPrompt, type BotConnection, type BotKind, type BotPrompt } from "../../domain/bot";
import { kindRows } from "../../evolution/bots/kinds";

/** What a bot's model is told, out of its connection; null for kinds that are told nothing. */
export function promptOf(kind: BotKind, connection: BotConnection): BotPrompt | null {
  if (!kindRows[kind].fields.some(({ isPrompt }) => isPrompt)) return null;
  const read = botPrompt.safeParse(connection);
  return read.success ? read.data : null;
}

export function samePrompt(one: BotPrompt | null, other: BotPrompt | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Who wrote it. */
export function authorOf(actor: TenantActor): string | null {
  if (actor.kind === "user") return actor.userId;
  return actor.kind === "key" ? actor.keyId : null;
}
