import type { HealthReason, TimelineEntry } from "../../domain/health";
import type { InstanceState } from "../../domain/instance-state";

/** What became of each instance's connection, kept longer than the events that told it. */
export class Timeline {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Notes a change; what repeats the last entry is left out, and what is older than it as well. */
  note(instanceId: string, at: number, change: { state?: InstanceState; reason?: HealthReason | null }): void {
    const last = this.#last(instanceId, Number.MAX_SAFE_INTEGER);
    if (last && at < last.at) return;
    const state = change.state ?? last?.state ?? "open";
    // Whatever is not open is not degraded: it is plainly not connected.
    const reason = state === "open" ? (change.reason === undefined ? (last?.reason ?? null) : change.reason) : null;
    if (last && last.state === state && last.reason === reason) return;
    this.#sql.exec("INSERT OR REPLACE INTO timeline VALUES (?, ?, ?, ?)", instanceId, at, state, reason);
  }

  /** The entries since a moment, oldest first, led by the one that was in force then. */
  since(instanceId: string, from: number): TimelineEntry[] {
    const before = this.#last(instanceId, from);
    const rows = this.#sql
      .exec<Row>(
        "SELECT at, state, reason FROM timeline WHERE instance_id = ? AND at > ? ORDER BY at LIMIT ?",
        instanceId,
        from,
        mostEntries,
      )
      .toArray()
      .map(entryOf);
    return before ? [before, ...rows] : rows;
  }

  removeBefore(at: number): void {
    this.#sql.exec(
      `DELETE FROM timeline WHERE at < ? AND EXISTS (
         SELECT 1 FROM timeline AS later
         WHERE later.instance_id = timeline.instance_id AND later.at > timeline.at AND later.at < ?)`,
      at,
      at,
    );
  }

  #last(instanceId: string, at: number): TimelineEntry | null {
    const row = this.#sql
      .exec<Row>(
        "SELECT at, state, reason FROM timeline WHERE instance_id = ? AND at <= ? ORDER BY at DESC LIMIT 1",
        instanceId,
        at,
      )
      .toArray()[0];
    return row ? entryOf(row) : null;
  }
}

function entryOf({ at, state, reason }: Row): TimelineEntry {
  return { at, state: state as InstanceState, reason: reason as HealthReason | null };
}

interface Row extends Record<string, SqlStorageValue> {
  at: number;
  state: string;
  reason: string | null;
}

/** A line that goes up and down all month long is told as well by its newest thousand changes. */
const mostEntries = 1_000;
