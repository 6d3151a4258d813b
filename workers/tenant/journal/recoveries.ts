import { wantsEvent, type EventFilter } from "../../domain/endpoint";
import type { Deliveries } from "./deliveries";

/** From where to deliver again. */
export interface RecoveryRequest extends EventFilter {
  since?: number | undefined;
  after?: number | undefined;
  /** Also what arrived already. */
  repeat: boolean;
}

interface Recovery extends EventFilter {
  /** The next number of the log to look at, and the last. */
  next: number;
  until: number;
  repeat: boolean;
}

/**
 * Delivers what the log holds to an endpoint, from a place on. A cursor runs through the log and opens
 * few deliveries at a time, so that a recovery of a month neither fills the table nor stands in front of
 * what happens now.
 */
export class Recoveries {
  readonly #sql: SqlStorage;
  readonly #deliveries: Deliveries;

  constructor(sql: SqlStorage, deliveries: Deliveries) {
    this.#sql = sql;
    this.#deliveries = deliveries;
  }

  /** Begins one, or lets the one that runs reach further. Answers the numbers between which it will run. */
  begin(endpointId: string, request: RecoveryRequest, last: number): { from: number; until: number } {
    const { since, after, repeat, events, instances } = request;
    const from = since === undefined ? (after ?? 0) + 1 : (this.#firstSince(since) ?? last + 1);
    const running = this.#read(endpointId);
    const recovery: Recovery = {
      next: Math.min(from, running?.next ?? from),
      until: last,
      repeat: repeat || (running?.repeat ?? false),
      events,
      instances,
    };
    this.#keep(endpointId, from > last && !running ? null : recovery);
    return { from, until: last };
  }

  /** Opens the next deliveries. False when there is nothing (left) to recover. */
  advance(endpointId: string, now: number): boolean {
    for (;;) {
      const recovery = this.#read(endpointId);
      if (!recovery) return false;
      const events = this.#sql
        .exec<{ sequence: number; type: string; instanceId: string | null }>(
          `SELECT sequence, type, NULLIF(instance_id, '') AS instanceId FROM event
           WHERE sequence >= ? AND sequence <= ? ORDER BY sequence LIMIT ?`,
          recovery.next,
          recovery.until,
          pageLength,
        )
        .toArray();
      const wanted = events.filter((event) => wantsEvent(recovery, event)).slice(0, openAtOnce);
      // With a full hand the cursor stands behind its last event; otherwise behind the page.
      const passed = wanted.length === openAtOnce ? wanted.at(-1)!.sequence : events.at(-1)?.sequence;
      const done = passed === undefined || passed >= recovery.until;
      this.#keep(endpointId, done ? null : { ...recovery, next: passed + 1 });
      const sequences = wanted.map(({ sequence }) => sequence);
      this.#deliveries.reopen(endpointId, sequences, recovery.repeat, now);
      if (wanted.length > 0 || done) return wanted.length > 0;
    }
  }

  isRunning(endpointId: string): boolean {
    return this.#read(endpointId) !== null;
  }

  #firstSince(since: number): number | null {
    return this.#sql
      .exec<{ first: number | null }>("SELECT MIN(sequence) AS first FROM event WHERE at >= ?", since)
      .one().first;
  }

  #read(endpointId: string): Recovery | null {
    const rows = this.#sql.exec<{ recovery: string | null }>(
      "SELECT recovery FROM lane WHERE endpoint_id = ?",
      endpointId,
    );
    const text = rows.toArray()[0]?.recovery;
    return text ? (JSON.parse(text) as Recovery) : null;
  }

  #keep(endpointId: string, recovery: Recovery | null): void {
    this.#sql.exec(
      `INSERT INTO lane (endpoint_id, recovery) VALUES (?1, ?2)
       ON CONFLICT (endpoint_id) DO UPDATE SET recovery = ?2`,
      endpointId,
      recovery && JSON.stringify(recovery),
    );
  }
}

const pageLength = 500;
const openAtOnce = 50;
