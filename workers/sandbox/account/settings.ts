import { answer, refusal, type Answer } from "../answers";
import { rowId } from "../identifiers";
import { save } from "../pairing/pair";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import type { Account, StoredSettings } from "./account";

/** The settings among the fields of a request; what is missing is off. */
export function settingsOf(given: Record<string, unknown>, before: StoredSettings | null, now: number): StoredSettings {
  return {
    rejectCall: given.rejectCall === true,
    msgCall: String(given.msgCall ?? ""),
    groupsIgnore: given.groupsIgnore === true,
    alwaysOnline: given.alwaysOnline === true,
    readMessages: given.readMessages === true,
    readStatus: given.readStatus === true,
    syncFullHistory: given.syncFullHistory === true,
    wavoipToken: String(given.wavoipToken ?? ""),
    id: before?.id ?? rowId(now),
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

/** The eight that answers show. */
export function shownSettings({ settings }: Account): Record<string, unknown> {
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...shown } = settings;
  return shown;
}

export function setSettings(phone: PhoneParts, { account, body }: Call): Answer {
  account.settings = settingsOf(body, account.settings, phone.clock.now());
  save(phone, account);
  // Upstream stores first and then trips over the connection that it has not got.
  if (account.settings.wavoipToken && !account.hadSocket)
    return refusal(500, "Cannot read properties of undefined (reading 'ws')");
  return answer(201, { settings: { instanceName: account.instanceName, settings: shownSettings(account) } });
}

export function findSettings(_phone: PhoneParts, { account }: Call): Answer {
  return answer(200, shownSettings(account));
}
