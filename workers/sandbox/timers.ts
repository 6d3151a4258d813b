import type { PhoneClock } from "./clock";

/** What a phone has to do later. `kind` says which part does it. */
export interface Timer {
  key: string;
  kind: TimerKind;
  dueAt: number;
  payload: unknown;
}

export type TimerKind = "qr" | "reopen" | "status" | "echo" | "outbox" | "turn" | "debounce" | "pause";

/** Many keyed timers on the Object's one alarm. They live in SQLite and so outlast a restart. */
export class Timers {
  /** What the alarm is set to; undefined while it is not known, after a restart or an alarm. */
  #armedFor: number | null | undefined;

  constructor(
    private readonly storage: DurableObjectStorage,
    private readonly clock: PhoneClock,
  ) {}

  /** Sets a timer, in place of the one with the same key. */
  set(key: string, kind: TimerKind, dueAt: number, payload: unknown = null): void {
    this.storage.sql.exec(
      "INSERT OR REPLACE INTO timer (key, kind, due_at, payload) VALUES (?, ?, ?, ?)",
      key,
      kind,
      dueAt,
      JSON.stringify(payload),
    );
    this.arm();
  }

  cancel(key: string): void {
    this.storage.sql.exec("DELETE FROM timer WHERE key = ?", key);
    this.arm();
  }

  cancelKinds(...kinds: TimerKind[]): void {
    for (const kind of kinds) this.storage.sql.exec("DELETE FROM timer WHERE kind = ?", kind);
    this.arm();
  }

  /** Runs every timer that is due, the earliest first. A timer and its effects are one transaction. */
  runDue(run: (timer: Timer) => void): void {
    this.#armedFor = undefined;
    // Taken once, so that work which sets timers for "now" cannot keep the alarm busy for ever.
    const now = this.clock.now();
    for (let timer = this.#firstDue(now); timer; timer = this.#firstDue(now)) {
      const due = timer;
      this.storage.transactionSync(() => {
        this.storage.sql.exec("DELETE FROM timer WHERE key = ?", due.key);
        run(due);
      });
    }
    this.arm();
  }

  find(key: string): Timer | null {
    return this.#read("WHERE key = ?", key);
  }

  #firstDue(now: number): Timer | null {
    return this.#read("WHERE due_at <= ? ORDER BY due_at, rowid LIMIT 1", now);
  }

  #read(where: string, value: string | number): Timer | null {
    const row = this.storage.sql
      .exec<{ key: string; kind: string; due_at: number; payload: string }>(
        `SELECT key, kind, due_at, payload FROM timer ${where}`,
        value,
      )
      .toArray()[0];
    if (!row) return null;
    return { key: row.key, kind: row.kind as TimerKind, dueAt: row.due_at, payload: JSON.parse(row.payload) };
  }

  /** The storage was emptied, and the alarm with it. */
  forget(): void {
    this.#armedFor = undefined;
  }

  /** Points the alarm at the earliest timer. */
  arm(): void {
    const next = this.storage.sql.exec<{ next: number | null }>("SELECT min(due_at) AS next FROM timer").one().next;
    if (next === this.#armedFor) return;
    this.#armedFor = next;
    if (next === null) void this.storage.deleteAlarm();
    else void this.storage.setAlarm(next);
  }
}
