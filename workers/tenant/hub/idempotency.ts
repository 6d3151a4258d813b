import { idempotencyKeptMs, type IdempotencyClaim, type KeptAnswer } from "../../domain/idempotency";

export type IdempotencyState =
  | { state: "new" }
  | { state: "replay"; answer: KeptAnswer }
  | { state: "in_flight" | "mismatch" | "lost" };

/** Which calls were begun and how they were answered. Written at once: it must outlive a crash. */
export class Idempotency {
  readonly #sql: SqlStorage;
  #prunedAt = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What is known of a call. Nothing is begun yet. */
  look({ id, fingerprint }: IdempotencyClaim, now: number): IdempotencyState {
    this.#prune(now);
    const row = this.#sql.exec<Row>("SELECT * FROM idempotency WHERE id = ?", id).toArray()[0];
    if (!row || row.begun_at < now - idempotencyKeptMs) return { state: "new" };
    if (row.fingerprint !== fingerprint) return { state: "mismatch" };
    if (row.status !== null && row.body !== null) {
      return { state: "replay", answer: { status: row.status, contentType: row.content_type, body: row.body } };
    }
    return { state: now - row.begun_at < flightMs ? "in_flight" : "lost" };
  }

  begin({ id, fingerprint }: IdempotencyClaim, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, NULL, NULL, NULL)", id, fingerprint, now);
  }

  keep(id: string, { status, contentType, body }: KeptAnswer): void {
    const change = "UPDATE idempotency SET status = ?, content_type = ?, body = ? WHERE id = ?";
    this.#sql.exec(change, status, contentType, body, id);
  }

  /** The call was not carried out: the same key may try again. */
  forget(id: string): void {
    this.#sql.exec("DELETE FROM idempotency WHERE id = ?", id);
  }

  #prune(now: number): void {
    if (now - this.#prunedAt < pruneEveryMs) return;
    this.#prunedAt = now;
    this.#sql.exec("DELETE FROM idempotency WHERE begun_at < ?", now - idempotencyKeptMs);
  }
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  fingerprint: string;
  begun_at: number;
  status: number | null;
  content_type: string | null;
  body: string | null;
}

/** Longer than any call upstream: one that is silent for that long was interrupted, and its fate is unknown. */
const flightMs = 3 * 60_000;
const pruneEveryMs = 60 * 60_000;
