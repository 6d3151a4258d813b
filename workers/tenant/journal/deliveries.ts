import { retryDelayMs } from "../../domain/delivery";
import type { Recipient } from "../hub/event-receiver";

/** How one attempt to deliver went. */
export interface Attempt {
  at: number;
  durationMs: number;
  /** The receiver's HTTP status; null when there was no answer. */
  status: number | null;
  /** Why there was no answer, in a sentence that a tenant may read. */
  error: string | null;
  /** The first 4 KB of the answer. */
  response: string | null;
  /** What the receiver asked for with `Retry-After`, in milliseconds. */
  retryAfterMs: number | null;
  /** True where trying again cannot help, such as an address that may not be called. */
  final: boolean;
}

export interface DueDelivery {
  id: string;
  sequence: number;
  endpointId: string;
  attempts: number;
}

/**
 * Deliveries and their attempts. The journal is the scheduler: `due_at` says when a delivery is to
 * be put on the queue (again), so a lost queue message or a killed process delays it, never loses it.
 */
export class Deliveries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Opens one delivery for each recipient, once, due at once. */
  open(recipients: readonly Recipient[], now: number): void {
    for (const { sequence, endpointId } of recipients) {
      const id = `dlv_${sequence}_${endpointId}`;
      this.#sql.exec(
        `INSERT OR IGNORE INTO delivery (id, sequence, endpoint_id, status, due_at, created_at)
         VALUES (?, ?, ?, 'pending', ?, ?)`,
        id,
        sequence,
        endpointId,
        now,
        now,
      );
    }
  }

  /** Takes a delivery for an attempt; null when it is done already or unknown. */
  begin(id: string, now: number): DueDelivery | null {
    const row = this.#sql
      .exec<{ id: string; sequence: number; endpoint_id: string; attempts: number; status: string }>(
        "SELECT id, sequence, endpoint_id, attempts, status FROM delivery WHERE id = ?",
        id,
      )
      .toArray()[0];
    if (!row || row.status !== "pending") return null;
    // If this attempt dies without a word, the delivery becomes due again.
    this.#sql.exec("UPDATE delivery SET due_at = ? WHERE id = ?", now + lostAfterMs, id);
    return { id: row.id, sequence: row.sequence, endpointId: row.endpoint_id, attempts: row.attempts };
  }

  /** Notes an attempt and decides what comes next. */
  record(id: string, attempt: Attempt): void {
    this.#sql.exec(
      "INSERT INTO attempt (delivery_id, at, duration_ms, status, error, response) VALUES (?, ?, ?, ?, ?, ?)",
      id,
      attempt.at,
      attempt.durationMs,
      attempt.status,
      attempt.error,
      attempt.response,
    );
    const row = this.#sql
      .exec<{ attempts: number }>("UPDATE delivery SET attempts = attempts + 1 WHERE id = ? RETURNING attempts", id)
      .toArray()[0];
    if (!row) return;
    const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const delayMs = delivered || attempt.final ? null : retryDelayMs(row.attempts, attempt.retryAfterMs);
    const status = delivered ? "delivered" : delayMs === null ? "failed" : "pending";
    const dueAt = delayMs === null ? null : attempt.at + attempt.durationMs + delayMs;
    this.#sql.exec("UPDATE delivery SET status = ?, due_at = ? WHERE id = ?", status, dueAt, id);
  }

  /** Deliveries whose time has come, each moved on so that it is not handed out twice. */
  takeDue(now: number, limit: number): string[] {
    const rows = this.#sql
      .exec<{ id: string }>("SELECT id FROM delivery WHERE due_at <= ? ORDER BY due_at LIMIT ?", now, limit)
      .toArray();
    for (const { id } of rows) this.#sql.exec("UPDATE delivery SET due_at = ? WHERE id = ?", now + lostAfterMs, id);
    return rows.map((row) => row.id);
  }

  get nextDueAt(): number | null {
    return this.#sql.exec<{ at: number | null }>("SELECT MIN(due_at) AS at FROM delivery").one().at;
  }

  removeBefore(at: number): void {
    this.#sql.exec("DELETE FROM attempt WHERE delivery_id IN (SELECT id FROM delivery WHERE created_at < ?)", at);
    this.#sql.exec("DELETE FROM delivery WHERE created_at < ?", at);
  }
}

/** Longer than an attempt may take: a delivery silent for that long was lost on the way. */
const lostAfterMs = 60_000;
