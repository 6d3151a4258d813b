import type { Account } from "../account/account";
import type { StoredMessage } from "../messages/store";
import type { PhoneParts } from "../parts";
import type { Row } from "./columns";
import type { Session } from "./sessions";
import type { Afterwards, Reply, Say, Task } from "./turns";

/** What a bot of any kind has before it when it is asked. */
export interface Talk {
  phone: PhoneParts;
  account: Account;
  remoteJid: string;
  bot: Row;
  task: Task;
  session: Session;
  /** The message that the contact sent, where there was one. */
  message: StoredMessage | null;
}

/** A bot's words, and what its server said about the session. */
export interface Asked {
  says: Say[];
  change?: Partial<Session>;
}

export type Ask = (talk: Talk) => Promise<Asked>;

export const silence: Reply = { says: [], afterwards: null };

export function replyOf(says: Say[], afterwards: Afterwards | null): Reply {
  return { says, afterwards };
}

/** Who asks, as every bot's server is told it, with the instance's token. */
export function asker({ phone, account, remoteJid, task }: Talk): Record<string, unknown> {
  return {
    remoteJid,
    pushName: task.pushName ?? "",
    ...server(phone, account),
  };
}

export function server(phone: PhoneParts, account: Account): Record<string, unknown> {
  return { instanceName: account.instanceName, serverUrl: phone.serverUrl, apiKey: account.token };
}

/** The conversation as the bot's server named it; nothing until it did. */
export function conversationOf({ session, remoteJid }: Talk): string | undefined {
  return session.sessionId === remoteJid ? undefined : session.sessionId;
}
