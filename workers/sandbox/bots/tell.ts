import type { PhoneParts } from "../parts";
import { botKindNames, type BotKindName } from "./kind";
import type { Task } from "./turns";

/** The kinds that have a bot at all, in the order in which they are asked. */
export function kindsAsked(phone: PhoneParts): BotKindName[] {
  return botKindNames.filter((name) => phone.bots.list(name).length > 0);
}

/** A contact's words on their way to the bots, if there is any bot that could care. */
export function tellBots(phone: PhoneParts, remoteJid: string, keyId: string): void {
  const kinds = kindsAsked(phone);
  if (kinds.length > 0) phone.turns.add({ remoteJid, keyId, kinds, task: null });
}

/** The timer of a debounce rang: nobody said more. */
export function debounced(phone: PhoneParts, payload: unknown): void {
  const { remoteJid, task } = payload as { remoteJid: string; task: Task };
  phone.turns.add({ remoteJid, keyId: null, kinds: [], task });
}
