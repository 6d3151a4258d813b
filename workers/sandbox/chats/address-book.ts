import type { PhoneClock } from "../clock";
import { rowId } from "../identifiers";

export interface Chat {
  id: string;
  remoteJid: string;
  unread: number;
  labels: string[];
  createdAt: number;
  updatedAt: number;
}

export interface Contact {
  id: string;
  remoteJid: string;
  pushName: string;
  createdAt: number;
  updatedAt: number;
}

/** The phone's chats and contacts. */
export class AddressBook {
  constructor(
    private readonly sql: SqlStorage,
    private readonly clock: PhoneClock,
  ) {}

  /** Notes that something was said in a chat, and opens it when it is new. */
  touchChat(remoteJid: string, unread = 0): void {
    const now = this.clock.now();
    this.sql.exec(
      `INSERT INTO chat (remote_jid, id, unread, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (remote_jid) DO UPDATE SET unread = unread + excluded.unread, updated_at = excluded.updated_at`,
      remoteJid,
      rowId(now),
      unread,
      now,
      now,
    );
  }

  markRead(remoteJid: string): void {
    this.sql.exec("UPDATE chat SET unread = 0 WHERE remote_jid = ?", remoteJid);
  }

  markUnread(remoteJid: string): void {
    this.sql.exec("UPDATE chat SET unread = max(unread, 1) WHERE remote_jid = ?", remoteJid);
  }

  label(remoteJid: string, labels: readonly string[]): void {
    this.sql.exec("UPDATE chat SET labels = ? WHERE remote_jid = ?", JSON.stringify(labels), remoteJid);
  }

  /** The chats in which something was said last, first. */
  chats(filter: { remoteJid?: string } = {}, take = -1, skip = 0): Chat[] {
    return this.sql
      .exec<{ id: string; remote_jid: string; unread: number; labels: string; created_at: number; updated_at: number }>(
        `SELECT * FROM chat ${filter.remoteJid === undefined ? "" : "WHERE remote_jid = ?"} ORDER BY updated_at DESC LIMIT ? OFFSET ?`,
        ...(filter.remoteJid === undefined ? [] : [filter.remoteJid]),
        take,
        skip,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        remoteJid: row.remote_jid,
        unread: row.unread,
        labels: JSON.parse(row.labels) as string[],
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      }));
  }

  /** Keeps the name under which someone writes. Says whether they were new. */
  meet(remoteJid: string, pushName: string): { isNew: boolean } {
    const isNew = !this.contact(remoteJid);
    const now = this.clock.now();
    this.sql.exec(
      `INSERT INTO contact (remote_jid, id, push_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (remote_jid) DO UPDATE SET push_name = excluded.push_name, updated_at = excluded.updated_at`,
      remoteJid,
      rowId(now),
      pushName,
      now,
      now,
    );
    return { isNew };
  }

  contact(remoteJid: string): Contact | null {
    return this.contacts({ remoteJid }, 1, 0)[0] ?? null;
  }

  contacts(filter: { remoteJid?: string } = {}, take = -1, skip = 0): Contact[] {
    return this.sql
      .exec<{ id: string; remote_jid: string; push_name: string; created_at: number; updated_at: number }>(
        `SELECT * FROM contact ${filter.remoteJid === undefined ? "" : "WHERE remote_jid = ?"} ORDER BY created_at LIMIT ? OFFSET ?`,
        ...(filter.remoteJid === undefined ? [] : [filter.remoteJid]),
        take,
        skip,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        remoteJid: row.remote_jid,
        pushName: row.push_name,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      }));
  }

  clear(): void {
    this.sql.exec("DELETE FROM chat");
    this.sql.exec("DELETE FROM contact");
  }

  /** How many chats and contacts there are. */
  count(): { chats: number; contacts: number } {
    return this.sql
      .exec<{ chats: number; contacts: number }>(
        "SELECT (SELECT count(*) FROM chat) AS chats, (SELECT count(*) FROM contact) AS contacts",
      )
      .one();
  }
}
