import type { BotKindName } from "./kind";
import type { Session } from "./sessions";

/** How the bot that answers behaves: its own columns, and its kind's settings where it has none. */
export interface Behaviour {
  expire: number;
  keywordFinish: string | null;
  delayMessage: number | null;
  unknownMessage: string | null;
  keepOpen: boolean;
  splitMessages: boolean;
  timePerChar: number;
}

/** One message that a bot will send. */
export interface Say {
  /** How long it takes to write, after the one before. */
  afterMs: number;
  route: "sendText" | "sendMedia" | "sendWhatsAppAudio" | "sendButtons" | "sendList";
  body: Record<string, unknown>;
}

/** What becomes of the session once everything is said. */
export interface Afterwards {
  sessionId: string;
  change?: Partial<Session>;
  remove?: boolean;
  /** Typebot tells what became of it. */
  announce?: string;
}

/** A bot's answer. */
export interface Reply {
  says: Say[];
  /** A last wait of the flow's own, after the last message. */
  restMs?: number;
  afterwards: Afterwards | null;
}

/** A bot at work on something that a contact said. */
export interface Task {
  kind: BotKindName;
  botId: string;
  /** The conversation's row; null begins one. */
  sessionId: string | null;
  behaviour: Behaviour;
  /** The message that was said, where there was one. */
  keyId: string | null;
  content: string;
  pushName: string | null;
  /** Typebot's variables, where the API started it. */
  variables?: Record<string, unknown>;
  reply?: Reply;
}

/**
 * Something a contact said, on its way through the kinds of bots. Upstream asks them one after the
 * other and waits for each; so does a turn, and it survives a restart at every step.
 */
export interface Turn {
  sequence: number;
  remoteJid: string;
  notBefore: number;
  keyId: string | null;
  /** The kinds that are still to be asked. */
  kinds: BotKindName[];
  task: Task | null;
  /** A voice message that has to be put into words before anything else happens with it. */
  unheard?: true;
}

/** The turns of all contacts. Each contact's are taken in order. */
export class TurnQueue {
  constructor(private readonly sql: SqlStorage) {}

  add(turn: Omit<Turn, "sequence" | "notBefore">): void {
    this.sql.exec("INSERT INTO bot_turn (remote_jid, document) VALUES (?, ?)", turn.remoteJid, JSON.stringify(turn));
  }

  /** Those that have something to do. */
  contacts(): string[] {
    return this.sql
      .exec<{ remote_jid: string }>("SELECT DISTINCT remote_jid FROM bot_turn")
      .toArray()
      .map((row) => row.remote_jid);
  }

  first(remoteJid: string): Turn | null {
    const row = this.sql
      .exec<{ sequence: number; not_before: number; document: string }>(
        "SELECT sequence, not_before, document FROM bot_turn WHERE remote_jid = ? ORDER BY sequence LIMIT 1",
        remoteJid,
      )
      .toArray()[0];
    return row ? { ...(JSON.parse(row.document) as Turn), sequence: row.sequence, notBefore: row.not_before } : null;
  }

  /** Writes back a turn that went on; one that was cleared meanwhile stays away. */
  write(turn: Turn): void {
    this.sql.exec(
      "UPDATE bot_turn SET not_before = ?, document = ? WHERE sequence = ?",
      turn.notBefore,
      JSON.stringify(turn),
      turn.sequence,
    );
  }

  remove(sequence: number): void {
    this.sql.exec("DELETE FROM bot_turn WHERE sequence = ?", sequence);
  }

  clear(): void {
    this.sql.exec("DELETE FROM bot_turn");
  }
}
