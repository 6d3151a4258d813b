import { answer, refusal, type Answer } from "../answers";
import { rowId } from "../identifiers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { behaviourColumns, laidOver, text, type Row } from "./columns";
import type { BotKindName } from "./kind";
import { botKinds, openaiSettingsColumns } from "./kinds";
import { shownBot, shownSettings } from "./shown";

const failed = refusal(500, "Error setting default settings");

/** `POST /<kind>/settings`. */
export function setSettings(phone: PhoneParts, name: BotKindName, { account, body }: Call): Answer {
  const settings = storeSettings(phone, name, body);
  return settings ? answer(200, shownSettings(botKinds[name], settings, account)) : failed;
}

/** Writes the settings of a kind, or answers null where upstream's database would refuse them. */
export function storeSettings(phone: PhoneParts, name: BotKindName, given: Record<string, unknown>): Row | null {
  const kind = botKinds[name];
  const before = phone.bots.settings(name);
  const columns = {
    ...behaviourColumns,
    [kind.fallbackColumn]: text,
    ...(name === "openai" && openaiSettingsColumns),
  };
  // The fallback comes as `fallbackId`; the column's own name in a request is not looked at.
  const laid = laidOver(columns, { ...given, [kind.fallbackColumn]: given.fallbackId }, before);
  if (!laid) return null;
  const fallbackId = laid[kind.fallbackColumn];
  if (typeof fallbackId === "string" && !phone.bots.find(name, fallbackId)) return null;
  const { openaiCredsId } = laid;
  if (typeof openaiCredsId === "string" && !phone.bots.credential(openaiCredsId)) return null;
  const now = phone.clock.now();
  const settings: Row = {
    ...laid,
    id: before?.id ?? rowId(now),
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
  phone.bots.writeSettings(name, settings);
  return settings;
}

/** `GET /<kind>/fetchSettings`: also what nobody has set yet. */
export function fetchSettings(phone: PhoneParts, name: BotKindName, { account }: Call): Answer {
  const kind = botKinds[name];
  const settings = phone.bots.settings(name);
  if (!settings) return answer(200, unset);
  const fallbackId = settings[kind.fallbackColumn];
  const fallback = typeof fallbackId === "string" ? phone.bots.find(name, fallbackId) : null;
  const shown = fallback && shownBot(kind, fallback, account);
  const { fallbackId: id, ...row } = shownSettings(kind, settings, account);
  return answer(200, { ...row, Fallback: shown, fallbackId: id, fallback: shown });
}

/** What upstream shows in place of settings; a bot made without settings does not get these. */
const unset = {
  expire: 300,
  keywordFinish: "bye",
  delayMessage: 1000,
  unknownMessage: "Sorry, I dont understand",
  listeningFromMe: true,
  stopBotFromMe: true,
  keepOpen: false,
  debounceTime: 1,
  ignoreJids: [],
  splitMessages: false,
  timePerChar: 0,
  fallbackId: "",
  fallback: null,
};

/** `POST /<kind>/ignoreJid`. */
export function ignoreJid(phone: PhoneParts, name: BotKindName, { body }: Call): Answer {
  const settings = phone.bots.settings(name);
  if (!settings) return failed;
  const before = (settings.ignoreJids ?? []) as string[];
  const remoteJid = String(body.remoteJid);
  if (body.action === "add" && before.includes(remoteJid)) return answer(200, { ignoreJids: before });
  const ignoreJids = body.action === "add" ? [...before, remoteJid] : before.filter((ignored) => ignored !== remoteJid);
  phone.bots.writeSettings(name, { ...settings, ignoreJids, updatedAt: phone.clock.now() });
  return answer(200, { ignoreJids });
}
