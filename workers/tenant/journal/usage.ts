import { addInto, readHistogram, writeHistogram } from "../../domain/latency";
import type { LoggedRequest } from "../../domain/request";
import { hourMs } from "../../domain/usage-series";
import type { RequestLog } from "./requests";
import { UsageTally, type LatencyRow, type StoredDimension, type TallyRow } from "./usage-tally";

/**
 * What was used, by hour. The request log is its source: requests are added up in memory, and every
 * few thousand of them the sums go into the tables, together with the number of the last batch that
 * they hold. An Object that dies between reads the batches after that number again, so that figures
 * and log never differ, and a request costs no row of its own.
 */
export class UsageHours {
  readonly #sql: SqlStorage;
  readonly #tally = new UsageTally();
  #counted: number;
  #rowsWritten = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#counted = sql.exec<{ sequence: number }>("SELECT sequence FROM usage_counted").one().sequence;
  }

  /** The last batch that the tables hold. */
  get stored(): number {
    return this.#sql.exec<{ sequence: number }>("SELECT sequence FROM usage_counted").one().sequence;
  }

  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  /** Counts what an Object before this one had in its memory only. */
  recover(log: RequestLog): void {
    for (;;) {
      const batches = log.after(this.#counted, recoveredBatches);
      for (const { sequence, requests } of batches) this.count(requests, sequence);
      if (batches.length < recoveredBatches) return;
    }
  }

  /** Counts a batch of the log. */
  count(requests: readonly LoggedRequest[], sequence: number): void {
    for (const request of requests) this.#tally.add(request);
    this.#counted = sequence;
    if (this.#tally.requests >= storedEvery) this.store();
  }

  /** Counts a message that came in. Its event is a row of its own anyway. */
  countReceived(instance: string, at: number): void {
    this.#sql.exec(
      `INSERT INTO received_hour (hour, instance, received) VALUES (?1, ?2, 1)
       ON CONFLICT (hour, instance) DO UPDATE SET received = received + 1`,
      hourOf(at),
      instance,
    );
  }

  /** Puts the sums into the tables. */
  store(): void {
    if (this.#tally.requests === 0) return;
    for (const row of this.#tally.rows.values()) this.#storeFigures(row);
    for (const row of this.#tally.latencies.values()) this.#storeLatency(row);
    this.#rowsWritten += this.#sql.exec("UPDATE usage_counted SET sequence = ?", this.#counted).rowsWritten;
    this.#tally.clear();
  }

  /** Figures of one dimension from an hour on and before another, by hour, value and outcome. */
  *figures(dimension: StoredDimension, from: number, to: number): Iterable<Omit<TallyRow, "dimension">> {
    yield* this.#sql.exec<Omit<TallyRow, "dimension"> & Record<string, SqlStorageValue>>(
      `SELECT hour, value, outcome, requests, messages, sent, failed FROM usage_hour
       WHERE dimension = ? AND hour >= ? AND hour < ?`,
      dimension,
      from,
      to,
    );
    for (const row of this.#tally.rows.values()) {
      if (row.dimension === dimension && row.hour >= from && row.hour < to) yield row;
    }
  }

  *latencies(from: number, to: number): Iterable<LatencyRow> {
    const rows = this.#sql.exec<{ hour: number; operation: string; own: string; upstream: string }>(
      "SELECT hour, operation, own, upstream FROM latency_hour WHERE hour >= ? AND hour < ?",
      from,
      to,
    );
    for (const { hour, operation, own, upstream } of rows) {
      yield { hour, operation, own: readHistogram(own), upstream: readHistogram(upstream) };
    }
    for (const row of this.#tally.latencies.values()) if (row.hour >= from && row.hour < to) yield row;
  }

  received(from: number, to: number): Iterable<{ hour: number; instance: string; received: number }> {
    return this.#sql.exec<{ hour: number; instance: string; received: number }>(
      "SELECT hour, instance, received FROM received_hour WHERE hour >= ? AND hour < ?",
      from,
      to,
    );
  }

  removeBefore(at: number): void {
    for (const dimension of ["instance", "key", "operation"]) {
      this.#sql.exec("DELETE FROM usage_hour WHERE dimension = ? AND hour < ?", dimension, at);
    }
    this.#sql.exec("DELETE FROM latency_hour WHERE hour < ?", at);
    this.#sql.exec("DELETE FROM received_hour WHERE hour < ?", at);
  }

  #storeFigures(row: TallyRow): void {
    const written = this.#sql.exec(
      `INSERT INTO usage_hour (dimension, hour, value, outcome, requests, messages, sent, failed)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT (dimension, hour, value, outcome) DO UPDATE SET
         requests = requests + ?5, messages = messages + ?6, sent = sent + ?7, failed = failed + ?8`,
      row.dimension,
      row.hour,
      row.value,
      row.outcome,
      row.requests,
      row.messages,
      row.sent,
      row.failed,
    );
    this.#rowsWritten += written.rowsWritten;
  }

  #storeLatency({ hour, operation, own, upstream }: LatencyRow): void {
    const stored = this.#sql
      .exec<{ own: string; upstream: string }>(
        "SELECT own, upstream FROM latency_hour WHERE hour = ? AND operation = ?",
        hour,
        operation,
      )
      .toArray()[0];
    const written = this.#sql.exec(
      "INSERT OR REPLACE INTO latency_hour (hour, operation, own, upstream) VALUES (?, ?, ?, ?)",
      hour,
      operation,
      writeHistogram(addInto(readHistogram(stored?.own ?? ""), own)),
      writeHistogram(addInto(readHistogram(stored?.upstream ?? ""), upstream)),
    );
    this.#rowsWritten += written.rowsWritten;
  }
}

function hourOf(at: number): number {
  return Math.floor(at / hourMs) * hourMs;
}

/** So many requests are read again at most when an Object dies: a moment's work. */
const storedEvery = 8_000;
const recoveredBatches = 200;
