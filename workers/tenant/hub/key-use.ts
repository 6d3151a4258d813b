/** When each key was last used: kept in memory, written when the Object is idle. */
export class KeyUse {
  readonly #sql: SqlStorage;
  readonly #lastUsed = new Map<string, number>();
  readonly #unwritten = new Set<string>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    for (const row of sql.exec<{ key_id: string; last_used_at: number }>("SELECT * FROM key_use")) {
      this.#lastUsed.set(row.key_id, row.last_used_at);
    }
  }

  see(keyId: string, now: number): void {
    this.#lastUsed.set(keyId, now);
    this.#unwritten.add(keyId);
  }

  of(keyId: string): number | null {
    return this.#lastUsed.get(keyId) ?? null;
  }

  settle(): void {
    for (const id of this.#unwritten) {
      this.#sql.exec("INSERT OR REPLACE INTO key_use VALUES (?, ?)", id, this.#lastUsed.get(id)!);
    }
    this.#unwritten.clear();
  }
}
