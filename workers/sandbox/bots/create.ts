import { answer, refusal, type Answer } from "../answers";
import { rowId } from "../identifiers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { behaviourColumns, laidOver, triggerColumns, type Column, type Row } from "./columns";
import type { BotKindName } from "./kind";
import { botKinds } from "./kinds";
import { prepareOpenai, openaiLack } from "./openai/create";
import { storeSettings } from "./settings";
import { shownBot } from "./shown";
import { triggerTaken, twin } from "./twice";

/** `POST /<kind>/create`. Every "no" is a plain error of upstream's, and so a 500. */
export function createBot(phone: PhoneParts, name: BotKindName, { account, body }: Call): Answer {
  const kind = botKinds[name];
  const given = { ...body };
  const lack = name === "openai" ? openaiLack(given) : null;
  if (lack) return refusal(500, lack);
  if (kind.twice && twin(phone, name, given)) return refusal(500, kind.twice);
  if (name === "openai" && !prepareOpenai(phone, given)) return refusal(500, "Error setting default settings");
  if (!takeSettings(phone, name, given)) return refusal(500, "Error setting default settings");
  const taken = triggerTaken(phone, name, given);
  if (taken) return refusal(500, taken);
  const bot = insertBot(phone, name, given);
  return bot ? answer(201, shownBot(kind, bot, account)) : refusal(500, `Error creating ${kind.title}`);
}

/**
 * What the request leaves open comes from the settings of the kind. Where there are none yet, the
 * first bot's own values become them. False where they cannot be stored.
 */
function takeSettings(phone: PhoneParts, name: BotKindName, given: Record<string, unknown>): boolean {
  const names = Object.keys(behaviourColumns);
  if (names.every((column) => given[column])) return true;
  const settings = phone.bots.settings(name);
  for (const column of names) given[column] ??= settings?.[column];
  given.splitMessages ??= false;
  given.timePerChar ??= 0;
  if (settings) return true;
  const { fallbackId: _ignored, ...defaults } = given;
  return storeSettings(phone, name, defaults) !== null;
}

export const botColumns = (name: BotKindName): Record<string, Column> => ({
  enabled: { type: "flag", initial: true },
  description: { type: "text", initial: null },
  ...botKinds[name].own,
  ...behaviourColumns,
  ...triggerColumns,
});

/** Writes a new bot, or answers null where upstream's database would refuse it. */
export function insertBot(phone: PhoneParts, name: BotKindName, given: Record<string, unknown>): Row | null {
  const laid = laidOver(botColumns(name), given, null);
  if (!laid || !knowsCredential(phone, laid.openaiCredsId)) return null;
  const now = phone.clock.now();
  const bot: Row = { ...laid, id: rowId(now), createdAt: now, updatedAt: now };
  phone.bots.write(name, bot);
  return bot;
}

export function knowsCredential(phone: PhoneParts, id: unknown): boolean {
  return typeof id !== "string" || phone.bots.credential(id) !== null;
}
