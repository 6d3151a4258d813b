import { isoTime, type Account } from "../account/account";
import type { Row } from "./columns";
import type { BotKind } from "./kind";
import type { Session } from "./sessions";
import type { Credential } from "./store";

/** A bot as upstream's routes show it. */
export function shownBot(kind: BotKind, bot: Row, account: Account): Record<string, unknown> {
  return laidOut(kind.botLayout, bot, account);
}

/** The settings of a kind, as `settings` answers them. */
export function shownSettings(kind: BotKind, settings: Row, account: Account): Record<string, unknown> {
  return {
    ...laidOut(kind.settingsLayout, settings, account),
    fallbackId: settings[kind.fallbackColumn] ?? null,
  };
}

export function shownSession(session: Session, account: Account): Record<string, unknown> {
  const { id, sessionId, remoteJid, pushName, status, awaitUser, context, type, parameters, botId } = session;
  return {
    id,
    sessionId,
    remoteJid,
    pushName,
    status,
    awaitUser,
    context,
    type,
    createdAt: isoTime(session.createdAt),
    updatedAt: isoTime(session.updatedAt),
    instanceId: account.instanceId,
    parameters,
    botId,
  };
}

/** With its key in clear, as upstream does it. */
export function shownCredential(credential: Credential, account: Account): Record<string, unknown> {
  return {
    ...credential,
    createdAt: isoTime(credential.createdAt),
    updatedAt: isoTime(credential.updatedAt),
    instanceId: account.instanceId,
  };
}

function laidOut(layout: readonly string[], row: Row, { instanceId }: Account): Record<string, unknown> {
  const whole: Record<string, unknown> = {
    ...row,
    createdAt: isoTime(row.createdAt),
    updatedAt: isoTime(row.updatedAt),
    instanceId,
  };
  return Object.fromEntries(layout.map((name) => [name, whole[name] ?? null]));
}
