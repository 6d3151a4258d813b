import type { bot as botTable, credential as credentialTable } from "../../db/schema";
import {
  behaviourNames,
  botBehaviour,
  type BotBehaviour,
  type BotConnection,
  type BotKind,
  type BotTriggers,
} from "../../domain/bot";
import { kindRows } from "./kinds";
import { keyMask } from "./secret";

/** What upstream is to run. */
export interface BotDraft {
  kind: BotKind;
  name: string;
  enabled: boolean;
  connection: BotConnection;
  triggers: BotTriggers;
  behaviour: BotBehaviour;
}

/** What stands upstream in place of the tenant's addresses and keys. */
export interface RelayPlace {
  address: string;
  /** Upstream's row with this bot's relay token, for kinds that have one. */
  credentialId: string | null;
}

/**
 * A bot as upstream is told of it: the relay's address wherever the tenant's would stand, and never a
 * key. What is left out is upstream's to fill in.
 */
export function upstreamBody(draft: BotDraft, relay: RelayPlace): Record<string, unknown> {
  const { fields, secret } = kindRows[draft.kind];
  const connection = fields.map(({ name, type, relayPath }): [string, unknown] => {
    const value = draft.connection[name];
    return [name, type === "address" && value ? `${relay.address}${relayPath ?? ""}` : value];
  });
  const { type, operator, value } = draft.triggers;
  return {
    enabled: draft.enabled,
    ...(draft.name ? { description: draft.name } : {}),
    ...Object.fromEntries(connection.filter(([, given]) => given !== undefined && given !== null)),
    // Upstream sends it along to the relay, which puts the tenant's own in its place.
    ...(secret === "apiKey" ? { apiKey: keyPlaceholder } : {}),
    ...(secret === "credential" ? { openaiCredsId: relay.credentialId } : {}),
    triggerType: type,
    ...(operator ? { triggerOperator: operator } : {}),
    ...(value ? { triggerValue: value } : {}),
    ...draft.behaviour,
  };
}

/** What upstream made of it: its id, and the behaviour with all that was filled in. Null for no bot. */
export function readUpstreamRow(row: unknown): { id: string; behaviour: BotBehaviour } | null {
  const found = (row ?? {}) as Record<string, unknown>;
  if (typeof found["id"] !== "string" || found["id"] === "") return null;
  const told = behaviourNames.filter((name) => found[name] !== null && found[name] !== undefined);
  const read = botBehaviour.safeParse(Object.fromEntries(told.map((name) => [name, found[name]])));
  return { id: found["id"], behaviour: read.success ? read.data : {} };
}

type BotRow = typeof botTable.$inferSelect;
type CredentialRow = typeof credentialTable.$inferSelect;

/** A bot as `/v1` shows it: upstream's row with the tenant's own addresses, and its keys masked. */
export function evolutionRow(
  bot: BotRow,
  credential: CredentialRow | null,
  upstreamInstanceId: string,
): Record<string, unknown> {
  const { fields, secret, rowEnd = [] } = kindRows[bot.kind];
  const connection = fields.map(({ name, type }) => [name, bot.connection[name] ?? (type === "texts" ? [] : null)]);
  const row: Record<string, unknown> = {
    id: bot.upstreamId,
    enabled: bot.enabled,
    description: bot.name || null,
    ...(Object.fromEntries(connection) as Record<string, unknown>),
    ...(secret === "apiKey" ? { apiKey: credential?.hint ?? null } : {}),
    ...(secret === "basic"
      ? { basicAuthUser: credential?.hint ?? null, basicAuthPass: credential ? keyMask : null }
      : {}),
    ...(secret === "credential" ? { openaiCredsId: shownCredentialId(credential, bot.instanceId) } : {}),
    ...Object.fromEntries(behaviourNames.map((name) => [name, bot.behaviour[name] ?? null])),
    triggerType: bot.triggers.type,
    triggerOperator: bot.triggers.operator,
    triggerValue: bot.triggers.value,
    createdAt: new Date(bot.createdAt).toISOString(),
    updatedAt: new Date(bot.updatedAt).toISOString(),
    instanceId: upstreamInstanceId,
  };
  const names = [...Object.keys(row).filter((name) => !rowEnd.includes(name)), ...rowEnd];
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** The id by which `/v1` knows a credential on an instance. */
export function shownCredentialId(credential: CredentialRow | null, instanceId: string): string | null {
  return credential ? (credential.upstreamIds[instanceId] ?? credential.id) : null;
}

const keyPlaceholder = "zapin-relay";
