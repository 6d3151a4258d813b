import type { Account } from "../account/account";
import type { StoredMessage } from "../messages/store";
import type { PhoneParts } from "../parts";
import type { Row } from "./columns";
import { contentOf } from "./content";
import type { BotKindName } from "./kind";
import { botKinds } from "./kinds";
import type { Session } from "./sessions";
import { announceStatus } from "./status";
import { isIgnored, triggered } from "./triggers";
import type { Behaviour, Task } from "./turns";

/** A task, and how long its bot waits for more to be said. */
export interface Heeded {
  task: Task;
  debounceMs: number;
}

/** Asks one kind of bots whether a message is for one of them, by upstream's rules and in their order. */
export function heed(phone: PhoneParts, account: Account, name: BotKindName, message: StoredMessage): Heeded | null {
  const { remoteJid, fromMe } = message.key;
  const settings = phone.bots.settings(name);
  if (isIgnored(settings?.ignoreJids, remoteJid)) return null;
  const session = phone.sessions.latestOf(remoteJid);
  const content = contentOf(message);
  const bot = botFor(phone, name, session, content) ?? fallbackOf(phone, name, settings);
  if (!bot || content === undefined) return null;
  const has = (column: string): unknown => bot[column] ?? settings?.[column];
  if (has("stopBotFromMe") === true && fromMe && session) {
    phone.sessions.change(session.id, { status: "paused" });
    if (name === "typebot") announceStatus(phone, account, remoteJid, "paused", session);
    return null;
  }
  if (has("listeningFromMe") !== true && fromMe) return null;
  if (session && session.status !== "opened") return null;
  return {
    debounceMs: Number(has("debounceTime") ?? 0) * 1000,
    task: {
      kind: name,
      botId: bot.id,
      sessionId: session?.id ?? null,
      behaviour: behaviourOf(has),
      keyId: message.key.id,
      content,
      pushName: message.pushName,
    },
  };
}

/** While a conversation runs, its own bot and no other; before that, the one whose trigger fits. */
function botFor(
  phone: PhoneParts,
  name: BotKindName,
  session: Session | null,
  content: string | undefined,
): Row | null {
  if (session) return phone.bots.find(name, session.botId);
  if (content === undefined) return null;
  try {
    return triggered(phone.bots.list(name), content);
  } catch {
    // An expression of the bot's that is none.
    return null;
  }
}

function fallbackOf(phone: PhoneParts, name: BotKindName, settings: Row | null): Row | null {
  const kind = botKinds[name];
  const id = kind.readsFallback ? settings?.[kind.fallbackColumn] : null;
  return typeof id === "string" ? phone.bots.find(name, id) : null;
}

export function behaviourOf(has: (column: string) => unknown): Behaviour {
  return {
    expire: Number(has("expire") ?? 0),
    keywordFinish: (has("keywordFinish") ?? null) as string | null,
    delayMessage: (has("delayMessage") ?? null) as number | null,
    unknownMessage: (has("unknownMessage") ?? null) as string | null,
    keepOpen: has("keepOpen") === true,
    splitMessages: has("splitMessages") === true,
    timePerChar: Number(has("timePerChar") ?? 0),
  };
}
