import type { PhoneClock } from "../clock";
import { rowId } from "../identifiers";

export type SessionStatus = "opened" | "paused" | "closed";

/** A conversation between a contact and a bot. */
export interface Session {
  id: string;
  /** What the bot's server knows it by; the contact's address until that server named one. */
  sessionId: string;
  remoteJid: string;
  pushName: string | null;
  status: SessionStatus;
  /** Whether the bot has said its part and waits for the contact. */
  awaitUser: boolean;
  context: string | null;
  type: string;
  createdAt: number;
  updatedAt: number;
  parameters: Record<string, unknown> | null;
  botId: string;
}

/** All kinds of bots share this table, so that one contact has one conversation. */
export class SessionStore {
  constructor(
    private readonly sql: SqlStorage,
    private readonly clock: PhoneClock,
  ) {}

  open(session: Pick<Session, "sessionId" | "remoteJid" | "pushName" | "type" | "parameters" | "botId">): Session {
    const now = this.clock.now();
    const opened: Session = {
      id: rowId(now),
      status: "opened",
      awaitUser: false,
      context: null,
      createdAt: now,
      updatedAt: now,
      ...session,
    };
    this.sql.exec(
      "INSERT INTO bot_session (id, remote_jid, bot_id, type, document) VALUES (?, ?, ?, ?, ?)",
      opened.id,
      opened.remoteJid,
      opened.botId,
      opened.type,
      JSON.stringify(opened),
    );
    return opened;
  }

  find(id: string): Session | null {
    return this.#read("WHERE id = ?", id)[0] ?? null;
  }

  /** The newest of a contact, whatever kind of bot it is with. */
  latestOf(remoteJid: string): Session | null {
    return this.#read("WHERE remote_jid = ? ORDER BY sequence DESC LIMIT 1", remoteJid)[0] ?? null;
  }

  of(remoteJid: string): Session[] {
    return this.#read("WHERE remote_jid = ? ORDER BY sequence", remoteJid);
  }

  ofType(type: string, botId?: string): Session[] {
    return botId === undefined
      ? this.#read("WHERE type = ? ORDER BY sequence", type)
      : this.#read("WHERE type = ? AND bot_id = ? ORDER BY sequence", type, botId);
  }

  /** Changes a session that is still there; one that is gone stays gone. */
  change(id: string, changes: Partial<Session>): Session | null {
    const session = this.find(id);
    if (!session) return null;
    const changed = { ...session, ...changes, updatedAt: this.clock.now() };
    this.sql.exec("UPDATE bot_session SET document = ? WHERE id = ?", JSON.stringify(changed), id);
    return changed;
  }

  remove(id: string): void {
    this.sql.exec("DELETE FROM bot_session WHERE id = ?", id);
  }

  removeOf(remoteJid: string, botId?: string): void {
    if (botId === undefined) this.sql.exec("DELETE FROM bot_session WHERE remote_jid = ?", remoteJid);
    else this.sql.exec("DELETE FROM bot_session WHERE remote_jid = ? AND bot_id = ?", remoteJid, botId);
  }

  removeOfBot(botId: string): void {
    this.sql.exec("DELETE FROM bot_session WHERE bot_id = ?", botId);
  }

  clear(): void {
    this.sql.exec("DELETE FROM bot_session");
  }

  #read(where: string, ...values: string[]): Session[] {
    return this.sql
      .exec<{ document: string }>(`SELECT document FROM bot_session ${where}`, ...values)
      .toArray()
      .map((row) => JSON.parse(row.document) as Session);
  }
}
