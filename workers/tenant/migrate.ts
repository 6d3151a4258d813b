/** One step of an Object's schema. Steps are only ever appended; their position is their id. */
export type Migration = (sql: SqlStorage) => void;

/**
 * Brings an Object's SQLite up to the newest step, or up to `until` in a test of one step.
 * Runs at construction, before any request.
 */
export function migrate(storage: DurableObjectStorage, steps: readonly Migration[], until = steps.length): void {
  storage.transactionSync(() => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY)");
    const done = storage.sql.exec<{ id: number }>("SELECT COALESCE(MAX(id), 0) AS id FROM migration").one().id;
    for (let id = done + 1; id <= until; id++) {
      steps[id - 1]!(storage.sql);
      storage.sql.exec("INSERT INTO migration (id) VALUES (?)", id);
    }
  });
}
