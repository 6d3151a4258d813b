import { deliveryId, disableAfterMs, retryDelayMs, type Delivery, type DeliveryStatus } from "../../domain/delivery";
import type { DeliveryFigures, DisabledReason } from "../../domain/endpoint";
import type { Recipient } from "../hub/event-receiver";
import { addAttempt, attemptsOf, type Attempt } from "./attempts";

/** A delivery that was handed out for an attempt. */
export interface TakenDelivery {
  endpointId: string;
  sequence: number;
}

/** What follows for the endpoint from an attempt that failed. */
export type Verdict = { reason: DisabledReason; failingSince: number | null; lastError: string | null } | null;

/**
 * Deliveries, a lane for each endpoint. The journal is the scheduler: `due_at` says when a delivery is to
 * be tried (again). While an attempt is under way it is leased and `due_at` is the end of the lease, so a
 * lost message or a killed process delays a delivery and never loses it.
 */
export class Deliveries {
  readonly #sql: SqlStorage;
  readonly #schedule: readonly number[] | undefined;

  /** @param schedule waits between attempts, where they are not the usual ones */
  constructor(sql: SqlStorage, schedule?: readonly number[]) {
    this.#sql = sql;
    this.#schedule = schedule;
  }

  /** Opens one delivery for each recipient, once, due at once. */
  open(recipients: readonly Recipient[], now: number): void {
    for (const endpointId of new Set(recipients.map((recipient) => recipient.endpointId))) this.#openLane(endpointId);
    for (const { sequence, endpointId } of recipients) {
      this.#sql.exec(
        `INSERT OR IGNORE INTO delivery (endpoint_id, sequence, status, due_at, created_at)
         VALUES (?, ?, 'pending', ?, ?)`,
        endpointId,
        sequence,
        now,
        now,
      );
    }
  }

  /**
   * Opens deliveries of a recovery, which go out one after the other. One that is there already is made
   * due again, unless it arrived and is not to be repeated.
   */
  reopen(endpointId: string, sequences: readonly number[], repeat: boolean, now: number): void {
    this.#openLane(endpointId);
    for (const sequence of sequences) {
      this.#sql.exec(
        `INSERT INTO delivery (endpoint_id, sequence, status, due_at, in_order, created_at)
         VALUES (?, ?, 'pending', ?, 1, ?)
         ON CONFLICT (endpoint_id, sequence) DO UPDATE
         SET status = 'pending', failures = 0, due_at = excluded.due_at, in_order = 1, settled_at = NULL
         WHERE leased = 0 AND (status <> 'delivered' OR ?)`,
        endpointId,
        sequence,
        now,
        now,
        repeat ? 1 : 0,
      );
    }
  }

  /** Makes one delivery due at once, whatever became of it. False when there is none. */
  retry(endpointId: string, sequence: number, now: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `UPDATE delivery SET status = 'pending', failures = 0, due_at = ?, settled_at = NULL
       WHERE endpoint_id = ? AND sequence = ? AND leased = 0`,
      now,
      endpointId,
      sequence,
    );
    return rowsWritten > 0 || this.find(endpointId, sequence) !== null;
  }

  /** The next delivery of a lane whose time has come, leased for an attempt; null when none may begin now. */
  take(endpointId: string, concurrency: number, now: number): TakenDelivery | null {
    const underWay = this.underWay(endpointId, now);
    if (underWay.count >= concurrency) return null;
    const sequence = this.#firstDue(endpointId, underWay.inOrder > 0, now);
    if (sequence === null) return null;
    this.#sql.exec(
      "UPDATE delivery SET leased = 1, due_at = ? WHERE endpoint_id = ? AND sequence = ?",
      now + leaseMs,
      endpointId,
      sequence,
    );
    return { endpointId, sequence };
  }

  /** Is there one that could begin now? */
  hasDue(endpointId: string, now: number): boolean {
    return this.#firstDue(endpointId, this.underWay(endpointId, now).inOrder > 0, now) !== null;
  }

  underWay(endpointId: string, now: number): { count: number; inOrder: number } {
    return this.#sql
      .exec<{ count: number; inOrder: number }>(
        `SELECT COUNT(*) AS count, COALESCE(SUM(in_order), 0) AS inOrder FROM delivery
         WHERE endpoint_id = ? AND leased = 1 AND due_at > ?`,
        endpointId,
        now,
      )
      .one();
  }

  /** Notes an attempt, decides what comes next, and says what it means for the endpoint. */
  record({ endpointId, sequence }: TakenDelivery, attempt: Attempt): Verdict {
    const row = this.#sql
      .exec<{ failures: number; status: DeliveryStatus }>(
        "SELECT failures, status FROM delivery WHERE endpoint_id = ? AND sequence = ?",
        endpointId,
        sequence,
      )
      .toArray()[0];
    if (!row) return null;
    addAttempt(this.#sql, endpointId, sequence, attempt);
    const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const endedAt = attempt.at + attempt.durationMs;
    const failures = delivered ? row.failures : row.failures + 1;
    const delayMs =
      delivered || attempt.final ? null : retryDelayMs(failures, attempt.retryAfterMs, Math.random(), this.#schedule);
    // An attempt whose lease ran out may end after the one that followed it arrived.
    const status = delivered || row.status === "delivered" ? "delivered" : delayMs === null ? "failed" : "pending";
    this.#sql.exec(
      `UPDATE delivery SET status = ?, failures = ?, due_at = ?, leased = 0, in_order = 0, settled_at = ?
       WHERE endpoint_id = ? AND sequence = ?`,
      status,
      failures,
      status === "pending" ? endedAt + delayMs! : null,
      status === "pending" ? null : endedAt,
      endpointId,
      sequence,
    );
    if (delivered) this.#works(endpointId);
    return delivered ? null : this.#judge(endpointId, attempt);
  }

  /** The endpoint is switched off: what was on its way waits. */
  hold(endpointId: string): void {
    this.#sql.exec(
      "UPDATE delivery SET status = 'held', due_at = NULL, leased = 0 WHERE endpoint_id = ? AND due_at IS NOT NULL",
      endpointId,
    );
  }

  /** The endpoint is switched on again: what was held goes out, and its failures are forgiven. */
  resume(endpointId: string, now: number): void {
    this.#works(endpointId);
    this.#sql.exec(
      "UPDATE delivery SET status = 'pending', failures = 0, due_at = ? WHERE endpoint_id = ? AND status = 'held'",
      now,
      endpointId,
    );
  }

  /** The endpoint is gone for good. */
  drop(endpointId: string): void {
    for (const table of ["attempt", "delivery", "lane"]) {
      this.#sql.exec(`DELETE FROM ${table} WHERE endpoint_id = ?`, endpointId);
    }
  }

  /** Newest events first, below a number of the log. */
  list(endpointId: string, query: DeliveryQuery): Delivery[] {
    return this.#sql
      .exec<DeliveryRow>(
        `SELECT ${deliveryColumns} FROM delivery d JOIN event e ON e.sequence = d.sequence
         WHERE d.endpoint_id = ? AND d.sequence < ? ${query.status ? "AND d.status = ?" : ""}
         ORDER BY d.sequence DESC LIMIT ?`,
        endpointId,
        query.before ?? Number.MAX_SAFE_INTEGER,
        ...(query.status ? [query.status] : []),
        query.limit,
      )
      .toArray()
      .map((row) => this.#shown(row));
  }

  find(endpointId: string, sequence: number): Delivery | null {
    const row = this.#sql
      .exec<DeliveryRow>(
        `SELECT ${deliveryColumns} FROM delivery d JOIN event e ON e.sequence = d.sequence
         WHERE d.endpoint_id = ? AND d.sequence = ?`,
        endpointId,
        sequence,
      )
      .toArray()[0];
    return row ? this.#shown(row) : null;
  }

  /** How the deliveries that were decided since a moment went, and how many are still to be made. */
  figures(endpointId: string, since: number): DeliveryFigures {
    const settled = this.#sql
      .exec<{ status: string; count: number }>(
        "SELECT status, COUNT(*) AS count FROM delivery WHERE endpoint_id = ? AND settled_at >= ? GROUP BY status",
        endpointId,
        since,
      )
      .toArray();
    const of = (status: string) => settled.find((row) => row.status === status)?.count ?? 0;
    const pending = this.#sql
      .exec<{ count: number }>(
        "SELECT COUNT(*) AS count FROM delivery WHERE endpoint_id = ? AND due_at IS NOT NULL",
        endpointId,
      )
      .one().count;
    const delivered = of("delivered");
    const failed = of("failed");
    const decided = delivered + failed;
    return { delivered, failed, pending, successRate: decided === 0 ? null : delivered / decided };
  }

  failingSince(endpointId: string): number | null {
    const rows = this.#sql.exec<{ at: number | null }>(
      "SELECT failing_since AS at FROM lane WHERE endpoint_id = ?",
      endpointId,
    );
    return rows.toArray()[0]?.at ?? null;
  }

  /** Endpoints that have something due, and when the next of all others is. */
  look(now: number): { due: string[]; nextAt: number | null } {
    const due: string[] = [];
    let nextAt: number | null = null;
    const lanes = this.#sql
      .exec<{ id: string; recovers: number }>("SELECT endpoint_id AS id, recovery IS NOT NULL AS recovers FROM lane")
      .toArray();
    for (const { id, recovers } of lanes) {
      if (recovers) due.push(id);
      for (const leased of [0, 1]) {
        const { first, next } = this.#sql
          .exec<{ first: number | null; next: number | null }>(
            `SELECT (SELECT MIN(due_at) FROM delivery WHERE endpoint_id = ?1 AND leased = ?2 AND due_at IS NOT NULL) AS first,
                    (SELECT MIN(due_at) FROM delivery WHERE endpoint_id = ?1 AND leased = ?2 AND due_at > ?3) AS next`,
            id,
            leased,
            now,
          )
          .one();
        if (first !== null && first <= now && due.at(-1) !== id) due.push(id);
        if (next !== null) nextAt = Math.min(nextAt ?? next, next);
      }
    }
    return { due, nextAt };
  }

  removeBefore(at: number): void {
    const last = this.#sql.exec<{ s: number | null }>("SELECT MIN(sequence) AS s FROM event WHERE at >= ?", at).one().s;
    for (const { endpoint_id: id } of this.#sql
      .exec<{ endpoint_id: string }>("SELECT endpoint_id FROM lane")
      .toArray()) {
      for (const table of ["attempt", "delivery"]) {
        this.#sql.exec(
          `DELETE FROM ${table} WHERE endpoint_id = ? AND sequence < ?`,
          id,
          last ?? Number.MAX_SAFE_INTEGER,
        );
      }
    }
  }

  #openLane(endpointId: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO lane (endpoint_id) VALUES (?)", endpointId);
  }

  #firstDue(endpointId: string, withoutInOrder: boolean, now: number): number | null {
    for (const leased of [1, 0]) {
      const row = this.#sql
        .exec<{ sequence: number }>(
          `SELECT sequence FROM delivery
           WHERE endpoint_id = ? AND leased = ? AND due_at <= ? AND (in_order = 0 OR ?)
           ORDER BY due_at, sequence LIMIT 1`,
          endpointId,
          leased,
          now,
          withoutInOrder ? 0 : 1,
        )
        .toArray()[0];
      if (row) return row.sequence;
    }
    return null;
  }

  #works(endpointId: string): void {
    this.#sql.exec(
      "UPDATE lane SET failing_since = NULL WHERE endpoint_id = ? AND failing_since IS NOT NULL",
      endpointId,
    );
  }

  #judge(endpointId: string, attempt: Attempt): Verdict {
    const lastError = attempt.error ?? (attempt.status === null ? null : `HTTP ${attempt.status}`);
    if (attempt.status === 410) return { reason: "gone", failingSince: this.failingSince(endpointId), lastError };
    this.#sql.exec(
      "UPDATE lane SET failing_since = ? WHERE endpoint_id = ? AND failing_since IS NULL",
      attempt.at,
      endpointId,
    );
    const failingSince = this.failingSince(endpointId) ?? attempt.at;
    return attempt.at - failingSince >= disableAfterMs ? { reason: "failing", failingSince, lastError } : null;
  }

  #shown(row: DeliveryRow): Delivery {
    const { endpointId, sequence } = row;
    return {
      id: deliveryId(endpointId, sequence),
      endpointId,
      sequence,
      status: row.status,
      eventId: row.eventId,
      type: row.type,
      instance: row.instance,
      createdAt: row.createdAt,
      nextAttemptAt: row.leased ? null : row.dueAt,
      attempts: attemptsOf(this.#sql, endpointId, sequence),
    };
  }
}

export interface DeliveryQuery {
  status?: DeliveryStatus | undefined;
  /** Only those of events before this number of the log. */
  before?: number | undefined;
  limit: number;
}

interface DeliveryRow extends Record<string, SqlStorageValue> {
  endpointId: string;
  sequence: number;
  status: DeliveryStatus;
  eventId: string;
  type: string;
  instance: string | null;
  createdAt: number;
  dueAt: number | null;
  leased: number;
}

const deliveryColumns = `d.endpoint_id AS endpointId, d.sequence, d.status, e.id AS eventId, e.type,
  NULLIF(e.instance, '') AS instance, d.created_at AS createdAt, d.due_at AS dueAt, d.leased`;

/** Longer than an attempt may take: one that is silent for that long was lost on the way. */
export const leaseMs = 30_000;
