import type { PhoneClock } from "../clock";
import { rowId } from "../identifiers";

export interface MessageKey {
  id: string;
  remoteJid: string;
  fromMe: boolean;
  participant?: string;
  addressingMode?: string;
  deleted?: boolean;
}

export interface StoredMessage {
  /** The database id, which events call `messageId`. */
  id: string;
  key: MessageKey;
  pushName: string | null;
  messageType: string;
  message: Record<string, unknown> | null;
  contextInfo: Record<string, unknown> | null;
  source: string;
  /** Seconds since 1970. */
  messageTimestamp: number;
  status: string | null;
  /** Base64 of an attached file, where it was small enough to keep. */
  media: string | null;
}

export interface MessageFilter {
  id?: string;
  keyId?: string;
  remoteJid?: string;
  fromMe?: boolean;
  source?: string;
  messageType?: string;
  /** Seconds since 1970, both included. */
  between?: { from: number; to: number };
}

/** What a phone keeps at most. It is for trying things out, not an archive. */
export const messagesKept = 1_000;

/** The phone's messages and what became of them. */
export class MessageStore {
  constructor(
    private readonly sql: SqlStorage,
    private readonly clock: PhoneClock,
  ) {}

  add(message: Omit<StoredMessage, "id">): StoredMessage {
    const id = rowId(this.clock.now());
    const { sequence } = this.sql
      .exec<{ sequence: number }>(
        `INSERT INTO message (id, key_id, remote_jid, from_me, key, push_name, message_type, message, context_info, source, timestamp, status, media)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING sequence`,
        id,
        message.key.id,
        message.key.remoteJid,
        message.key.fromMe ? 1 : 0,
        JSON.stringify(message.key),
        message.pushName,
        message.messageType,
        JSON.stringify(message.message),
        JSON.stringify(message.contextInfo),
        message.source,
        message.messageTimestamp,
        message.status,
        message.media,
      )
      .one();
    this.#forget(sequence - messagesKept);
    return { id, ...message };
  }

  #forget(upTo: number): void {
    if (upTo <= 0) return;
    this.sql.exec("DELETE FROM message_update WHERE message_id IN (SELECT id FROM message WHERE sequence <= ?)", upTo);
    this.sql.exec("DELETE FROM message WHERE sequence <= ?", upTo);
  }

  /** Writes back a message that was changed, and notes what happened to it. */
  change(message: StoredMessage, happened: string): void {
    this.rewrite(message);
    this.sql.exec(
      "INSERT INTO message_update (id, message_id, status) VALUES (?, ?, ?)",
      rowId(this.clock.now()),
      message.id,
      happened,
    );
  }

  /** Writes back a message of which more is known. */
  rewrite(message: StoredMessage): void {
    this.sql.exec(
      "UPDATE message SET key = ?, message = ?, status = ?, timestamp = ? WHERE id = ?",
      JSON.stringify(message.key),
      JSON.stringify(message.message),
      message.status,
      message.messageTimestamp,
      message.id,
    );
  }

  byKeyId(keyId: string): StoredMessage | null {
    return this.find({ keyId }, 1, 1)[0] ?? null;
  }

  /** The newest first. */
  find(filter: MessageFilter, page: number, size: number): StoredMessage[] {
    const { where, values } = clauseOf(filter);
    return this.sql
      .exec<MessageRow>(
        `SELECT * FROM message ${where} ORDER BY timestamp DESC, sequence DESC LIMIT ? OFFSET ?`,
        ...values,
        size,
        (page - 1) * size,
      )
      .toArray()
      .map(fromRow);
  }

  count(filter: MessageFilter = {}): number {
    const { where, values } = clauseOf(filter);
    return this.sql.exec<{ total: number }>(`SELECT count(*) AS total FROM message ${where}`, ...values).one().total;
  }

  /** How many messages someone wrote since a second of the clock. */
  countReceived(remoteJid: string, since: number): number {
    return this.sql
      .exec<{ total: number }>(
        "SELECT count(*) AS total FROM message WHERE remote_jid = ? AND from_me = 0 AND timestamp >= ?",
        remoteJid,
        since,
      )
      .one().total;
  }

  statusesOf(messageId: string): string[] {
    return this.sql
      .exec<{ status: string }>("SELECT status FROM message_update WHERE message_id = ? ORDER BY sequence", messageId)
      .toArray()
      .map((row) => row.status);
  }

  clear(): void {
    this.sql.exec("DELETE FROM message_update");
    this.sql.exec("DELETE FROM message");
  }

  /** What happened to messages, the oldest first. */
  updates(filter: {
    remoteJid?: string;
    keyId?: string;
  }): { id: string; status: string; messageId: string; key: MessageKey }[] {
    const wanted = [
      ["m.remote_jid = ?", filter.remoteJid],
      ["m.key_id = ?", filter.keyId],
    ].filter((clause): clause is [string, string] => clause[1] !== undefined);
    return this.sql
      .exec<{ id: string; status: string; message_id: string; key: string }>(
        `SELECT u.id, u.status, u.message_id, m.key FROM message_update u JOIN message m ON m.id = u.message_id
         WHERE ${["1 = 1", ...wanted.map(([clause]) => clause)].join(" AND ")} ORDER BY u.sequence`,
        ...wanted.map(([, value]) => value),
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        status: row.status,
        messageId: row.message_id,
        key: JSON.parse(row.key) as MessageKey,
      }));
  }
}

type MessageRow = {
  id: string;
  key: string;
  push_name: string | null;
  message_type: string;
  message: string;
  context_info: string;
  source: string;
  timestamp: number;
  status: string | null;
  media: string | null;
};

function fromRow(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    key: JSON.parse(row.key) as MessageKey,
    pushName: row.push_name,
    messageType: row.message_type,
    message: JSON.parse(row.message) as Record<string, unknown> | null,
    contextInfo: JSON.parse(row.context_info) as Record<string, unknown> | null,
    source: row.source,
    messageTimestamp: row.timestamp,
    status: row.status,
    media: row.media,
  };
}

function clauseOf(filter: MessageFilter): { where: string; values: (string | number)[] } {
  const clauses: string[] = [];
  const values: (string | number)[] = [];
  const also = (clause: string, ...given: (string | number)[]): void => {
    clauses.push(clause);
    values.push(...given);
  };
  if (filter.id !== undefined) also("id = ?", filter.id);
  if (filter.keyId !== undefined) also("key_id = ?", filter.keyId);
  if (filter.remoteJid !== undefined) also("remote_jid = ?", filter.remoteJid);
  // Upstream looks only for `true` here: asking for `fromMe: false` answers everything.
  if (filter.fromMe) also("from_me = 1");
  if (filter.source !== undefined) also("source = ?", filter.source);
  if (filter.messageType !== undefined) also("message_type = ?", filter.messageType);
  if (filter.between) also("timestamp BETWEEN ? AND ?", filter.between.from, filter.between.to);
  return { where: clauses.length ? `WHERE ${clauses.join(" AND ")}` : "", values };
}
