/** An Object has one alarm; this gives it as many named ones as it needs. */
export class Timers {
  readonly #storage: DurableObjectStorage;
  #armedFor: number | null | undefined;

  /** The Object's migrations must have made `timer (id TEXT PRIMARY KEY, due_at INTEGER NOT NULL)`. */
  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Sets a timer, in place of what it was set to before; null takes it away. */
  async set(id: string, dueAt: number | null): Promise<void> {
    if (dueAt === null) this.#storage.sql.exec("DELETE FROM timer WHERE id = ?", id);
    else this.#storage.sql.exec("INSERT OR REPLACE INTO timer (id, due_at) VALUES (?, ?)", id, dueAt);
    await this.#arm();
  }

  dueAt(id: string): number | null {
    const rows = this.#storage.sql.exec<{ due_at: number }>("SELECT due_at FROM timer WHERE id = ?", id).toArray();
    return rows[0]?.due_at ?? null;
  }

  /** Takes the timers whose time has come. */
  async takeDue(now: number): Promise<string[]> {
    const due = this.#storage.sql
      .exec<{ id: string }>("DELETE FROM timer WHERE due_at <= ? RETURNING id", now)
      .toArray()
      .map(({ id }) => id);
    // The alarm that rang is gone, whatever was remembered of it.
    this.#armedFor = undefined;
    await this.#arm();
    return due;
  }

  async #arm(): Promise<void> {
    const { next } = this.#storage.sql.exec<{ next: number | null }>("SELECT MIN(due_at) AS next FROM timer").one();
    if (next === this.#armedFor) return;
    this.#armedFor = next;
    if (next === null) await this.#storage.deleteAlarm();
    else await this.#storage.setAlarm(next);
  }
}
