import type { Account } from "../account/account";
import { answer, type Answer } from "../answers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import type { BotKindName } from "./kind";
import { botKinds } from "./kinds";
import type { Session, SessionStatus } from "./sessions";
import { shownSession } from "./shown";

/** `POST /<kind>/changeStatus`. It changes a contact's conversation whatever kind of bot that is with. */
export function changeStatus(phone: PhoneParts, name: BotKindName, { account, body }: Call): Answer {
  const remoteJid = String(body.remoteJid);
  const status = String(body.status);
  if (name === "typebot") announceStatus(phone, account, remoteJid, status, phone.sessions.latestOf(remoteJid));
  if (status === "delete") {
    phone.sessions.removeOf(remoteJid);
    return answer(200, { bot: { remoteJid, status } });
  }
  const sessions = phone.sessions.of(remoteJid);
  if (status === "closed" && phone.bots.settings(name)?.keepOpen !== true) phone.sessions.removeOf(remoteJid);
  else for (const { id } of sessions) phone.sessions.change(id, { status: status as SessionStatus });
  const count = { session: { count: sessions.length } };
  const bot = { remoteJid, status, ...(status !== "closed" && count) };
  return answer(200, { bot: { instanceName: account.instanceName, bot } });
}

/** `GET /<kind>/fetchSessions/:id`. An id that names no bot asks for the conversations of all. */
export function fetchSessions(phone: PhoneParts, name: BotKindName, { account, id }: Call): Answer {
  const bot = phone.bots.find(name, id);
  return answer(
    200,
    phone.sessions.ofType(botKinds[name].sessionType, bot?.id).map((session) => shownSession(session, account)),
  );
}

/** Only Typebot's conversations have an event. It shows the conversation as it was before. */
export function announceStatus(
  phone: PhoneParts,
  account: Account,
  remoteJid: string,
  status: string,
  session: Session | null,
): void {
  phone.announcer.announce("typebot.change-status", {
    remoteJid,
    status,
    session: session && shownSession(session, account),
  });
}
