import type { LoggedEvent } from "../../domain/event";
import type { MessageMark } from "../../domain/message-mark";
import type { Seen } from "../hub/event-receiver";
import type { MessageMarks } from "./message-marks";

/** An event on its way into the log, already in the tenant's names. */
export interface NewEvent {
  /** What makes it the same event when it is handed over again. */
  fingerprint: string;
  type: string;
  /** Null, as `instance`, for what is about the whole account. */
  instanceId: string | null;
  instance: string | null;
  at: number;
  /** What it says about the connection, if anything. */
  seen: Seen | null;
  /** What it says about one message. */
  message?: MessageMark | null;
  /** Not told by upstream: found in its history afterwards. */
  recovered?: boolean;
  /** True for a message that somebody sent to the instance. */
  received?: boolean;
  /**
   * Evolution's envelope as JSON, or the R2 key that holds it. Of an event that is too large to be held
   * the envelope has null for `data`, which alone lies in R2.
   */
  body: { inline: string } | { stored: string; bytes: number; envelope?: string };
}

/** What became of an event that was handed to the log. */
export interface AppendedEvent {
  fingerprint: string;
  sequence: number;
  id: string;
}

/** An event whose readers have not been told yet. */
export type WaitingEvent = Pick<NewEvent, "type" | "instanceId" | "instance" | "at" | "seen"> & {
  sequence: number;
  id: string;
  recovered: boolean;
  body: string | null;
};

/** The numbered log: sequence from 1, without gaps, each upstream delivery once. */
export class EventLog {
  readonly #sql: SqlStorage;
  readonly #marks: MessageMarks;
  readonly #onReceived: (event: NewEvent) => void;

  /** `onReceived` hears of every message that came in, once. */
  constructor(sql: SqlStorage, marks: MessageMarks, onReceived: (event: NewEvent) => void) {
    this.#sql = sql;
    this.#marks = marks;
    this.#onReceived = onReceived;
  }

  /**
   * Gives each event the next number. One that is there already keeps its number, and storms of
   * `connecting` (upstream repeats it up to a hundred times a second) are cut off after the third;
   * the rest is left out of the answer.
   */
  append(events: readonly NewEvent[]): AppendedEvent[] {
    return events.flatMap((event) => {
      const known = this.#find(event.fingerprint) ?? this.#recoveredAs(event);
      if (known) return [known];
      const state = event.seen?.qr ? null : (event.seen?.state ?? null);
      if (state === "connecting" && this.#isStorm(event)) return [];
      this.#sql.exec(
        `INSERT INTO event
           (id, fingerprint, type, instance_id, instance, at, state, seen, body, stored, stored_bytes, recovered)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        `evt_${crypto.randomUUID().replaceAll("-", "")}`,
        event.fingerprint,
        event.type,
        event.instanceId ?? "",
        event.instance ?? "",
        event.at,
        state,
        event.seen ? JSON.stringify(event.seen) : null,
        "inline" in event.body ? event.body.inline : (event.body.envelope ?? null),
        "stored" in event.body ? event.body.stored : null,
        "stored" in event.body ? event.body.bytes : null,
        event.recovered ? 1 : 0,
      );
      if ("stored" in event.body) this.#sql.exec("DELETE FROM upload WHERE stored = ?", event.body.stored);
      const appended = this.#find(event.fingerprint);
      if (!appended) return [];
      if (event.message && event.instanceId) {
        const told = { sequence: appended.sequence, at: event.at, recovered: event.recovered ?? false };
        this.#marks.note(event.instanceId, event.message, told);
      }
      if (event.received) this.#onReceived(event);
      return [appended];
    });
  }

  /** The first events whose readers have not been told, in the order of their numbers. */
  waiting(limit: number): WaitingEvent[] {
    return this.#sql
      .exec<WaitingRow>(
        `SELECT sequence, id, type, NULLIF(instance_id, '') AS instanceId, NULLIF(instance, '') AS instance,
                at, seen, body, recovered
         FROM event WHERE dispatched = 0 ORDER BY sequence LIMIT ?`,
        limit,
      )
      .toArray()
      .map((row) => ({
        ...row,
        recovered: row.recovered === 1,
        seen: row.seen ? (JSON.parse(row.seen) as Seen) : null,
      }));
  }

  markDispatched(sequences: readonly number[]): void {
    for (const sequence of sequences) this.#sql.exec("UPDATE event SET dispatched = 1 WHERE sequence = ?", sequence);
  }

  /** An object is about to be written for an event that has still to come. */
  expectUpload(stored: string, at: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO upload (stored, at) VALUES (?, ?)", stored, at);
  }

  /**
   * Events after a number, oldest first; or the newest ones, newest first. There are `more` where large
   * bodies ended the page before its limit did.
   */
  list(query: EventQuery): { events: StoredEvent[]; more: boolean } {
    const where = ["sequence > ?"];
    const values: SqlStorageValue[] = [query.after];
    for (const [column, allowed] of [
      ["instance", query.instances],
      ["type", query.types],
    ] as const) {
      if (!allowed) continue;
      where.push(`${column} IN (${allowed.map(() => "?").join(", ")})`);
      values.push(...allowed);
    }
    const order = query.newest ? "DESC" : "ASC";
    const rows = this.#sql.exec<EventRow>(
      `SELECT ${columns} FROM event WHERE ${where.join(" AND ")} ORDER BY sequence ${order} LIMIT ?`,
      ...values,
      query.limit,
    );
    const events: StoredEvent[] = [];
    let size = 0;
    for (const row of rows) {
      const event = toStored(row);
      size += heldSize(event);
      // One that is larger than a page still gets one of its own.
      if (size > pageSize && events.length > 0) return { events, more: true };
      events.push(event);
    }
    return { events, more: events.length === query.limit };
  }

  get(sequence: number): StoredEvent | null {
    const row = this.#sql.exec<EventRow>(`SELECT ${columns} FROM event WHERE sequence = ?`, sequence).toArray()[0];
    return row ? toStored(row) : null;
  }

  /** The highest number given so far. */
  get lastSequence(): number {
    const rows = this.#sql.exec<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'event'").toArray();
    return rows[0]?.seq ?? 0;
  }

  /** The lowest number that the log still holds; the next one of an empty log. */
  get oldestSequence(): number {
    const { oldest } = this.#sql.exec<{ oldest: number | null }>("SELECT MIN(sequence) AS oldest FROM event").one();
    return oldest ?? this.lastSequence + 1;
  }

  /** Removes what is older than the plan keeps. Answers the R2 keys that go with it. */
  removeBefore(at: number): string[] {
    return this.#taken(
      "SELECT stored FROM event WHERE at < ? AND stored IS NOT NULL",
      "DELETE FROM event WHERE at < ?",
      at,
    );
  }

  /** Forgets objects that were begun before then and whose event never came. Answers their R2 keys. */
  removeUploadsBefore(at: number): string[] {
    return this.#taken("SELECT stored FROM upload WHERE at < ?", "DELETE FROM upload WHERE at < ?", at);
  }

  #taken(select: string, remove: string, at: number): string[] {
    const rows = this.#sql.exec<{ stored: string }>(select, at).toArray();
    this.#sql.exec(remove, at);
    return rows.map(({ stored }) => stored);
  }

  /**
   * A message that was found in upstream's history is one event with the one that upstream may still tell,
   * hours later, after its own retries; and what was told while the history was read is not found once more.
   */
  #recoveredAs(event: NewEvent): AppendedEvent | null {
    if (!event.instanceId || !event.message || event.message.kind === "answered") return null;
    const known = this.#marks.find(event.instanceId, event.message.id);
    if (!known || !(known.recovered || event.recovered)) return null;
    const row = this.#sql.exec<{ id: string }>("SELECT id FROM event WHERE sequence = ?", known.sequence).toArray()[0];
    return row ? { fingerprint: event.fingerprint, sequence: known.sequence, id: row.id } : null;
  }

  #find(fingerprint: string): AppendedEvent | null {
    const rows = this.#sql
      .exec<{ sequence: number; id: string }>("SELECT sequence, id FROM event WHERE fingerprint = ?", fingerprint)
      .toArray();
    const row = rows[0];
    return row ? { fingerprint, ...row } : null;
  }

  /** A pairing says `connecting` twice or three times; more than that in a row is a line that cannot be opened. */
  #isStorm(event: NewEvent): boolean {
    const last = this.#sql
      .exec<{ state: string; at: number }>(
        "SELECT state, at FROM event WHERE instance_id = ? AND state IS NOT NULL ORDER BY sequence DESC LIMIT ?",
        event.instanceId ?? "",
        stormLength,
      )
      .toArray();
    return (
      last.length === stormLength &&
      last.every((row) => row.state === "connecting" && event.at - row.at < stormWindowMs)
    );
  }
}

export interface EventQuery {
  after: number;
  limit: number;
  instances?: readonly string[] | undefined;
  types?: readonly string[] | undefined;
  newest?: boolean | undefined;
}

/**
 * An event as the journal holds it: the body is JSON text, or lies in R2. With both, the text has null for
 * `data`, which is what lies in R2.
 */
export type StoredEvent = Omit<LoggedEvent, "body" | "dataBytes"> & {
  body: string | null;
  stored: string | null;
  storedBytes: number | null;
};

type EventRow = Omit<StoredEvent, "recovered"> & { recovered: number } & Record<string, SqlStorageValue>;
type WaitingRow = Omit<WaitingEvent, "seen" | "recovered"> & { seen: string | null; recovered: number } & Record<
    string,
    SqlStorageValue
  >;

const columns =
  "sequence, id, type, NULLIF(instance, '') AS instance, at, body, stored, stored_bytes AS storedBytes, recovered";

/** How much whoever reads the event will hold of it. */
function heldSize({ body, storedBytes }: StoredEvent): number {
  return body?.length ?? storedBytes ?? unknownSize;
}

function toStored(row: EventRow): StoredEvent {
  return { ...row, recovered: row.recovered === 1 };
}

/** An answer between Objects may be 32 MB, and the page's reader needs the bodies a few times over. */
const pageSize = 4_000_000;
/** Of an object that was written before sizes were. */
const unknownSize = 1_000_000;
const stormWindowMs = 30_000;
const stormLength = 3;
