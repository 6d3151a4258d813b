/**
 * The phone's tables, step by step. Append only: a phone that was made by an older version
 * runs the steps that it lacks when it wakes.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE account (one INTEGER PRIMARY KEY CHECK (one = 1), document TEXT NOT NULL);
   CREATE TABLE message (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     key_id TEXT NOT NULL,
     remote_jid TEXT NOT NULL,
     from_me INTEGER NOT NULL,
     key TEXT NOT NULL,
     push_name TEXT,
     message_type TEXT NOT NULL,
     message TEXT,
     context_info TEXT,
     source TEXT NOT NULL,
     timestamp INTEGER NOT NULL,
     status TEXT,
     media TEXT
   );
   CREATE INDEX message_by_chat ON message (remote_jid, sequence);
   CREATE INDEX message_by_key ON message (key_id);
   CREATE TABLE message_update (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL,
     message_id TEXT NOT NULL,
     status TEXT NOT NULL
   );
   CREATE INDEX message_update_by_message ON message_update (message_id);
   CREATE TABLE chat (
     remote_jid TEXT PRIMARY KEY,
     id TEXT NOT NULL,
     unread INTEGER NOT NULL DEFAULT 0,
     created_at INTEGER NOT NULL,
     updated_at INTEGER NOT NULL
   );
   CREATE TABLE contact (
     remote_jid TEXT PRIMARY KEY,
     id TEXT NOT NULL,
     push_name TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     updated_at INTEGER NOT NULL
   );
   CREATE TABLE timer (
     key TEXT PRIMARY KEY,
     kind TEXT NOT NULL,
     due_at INTEGER NOT NULL,
     payload TEXT NOT NULL
   );
   CREATE INDEX timer_by_due ON timer (due_at);
   CREATE TABLE outbox (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     event TEXT NOT NULL,
     url TEXT NOT NULL,
     headers TEXT NOT NULL,
     body TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     not_before INTEGER NOT NULL DEFAULT 0
   );`,
  `CREATE TABLE chat_group (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     jid TEXT NOT NULL UNIQUE,
     document TEXT NOT NULL
   );
   ALTER TABLE chat ADD COLUMN labels TEXT NOT NULL DEFAULT '[]';`,
  `CREATE TABLE bot (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     kind TEXT NOT NULL,
     document TEXT NOT NULL
   );
   CREATE TABLE bot_settings (kind TEXT PRIMARY KEY, document TEXT NOT NULL);
   CREATE TABLE bot_credential (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     document TEXT NOT NULL
   );
   CREATE TABLE bot_session (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     remote_jid TEXT NOT NULL,
     bot_id TEXT NOT NULL,
     type TEXT NOT NULL,
     document TEXT NOT NULL
   );
   CREATE INDEX bot_session_by_contact ON bot_session (remote_jid, sequence);
   CREATE TABLE bot_turn (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     remote_jid TEXT NOT NULL,
     not_before INTEGER NOT NULL DEFAULT 0,
     document TEXT NOT NULL
   );
   CREATE INDEX bot_turn_by_contact ON bot_turn (remote_jid, sequence);`,
];

/** Whether this Object holds a phone. Asking leaves no trace, so a made-up name stores nothing. */
export function isPrepared(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").toArray().length > 0;
}

/** Runs the steps that are missing, up to and including `last`. */
export function migrate(storage: DurableObjectStorage, last = migrations.length): void {
  storage.transactionSync(() => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY)");
    const done = storage.sql.exec<{ done: number }>("SELECT count(*) AS done FROM migration").one().done;
    for (let step = done; step < last; step++) {
      storage.sql.exec(migrations[step]!);
      storage.sql.exec("INSERT INTO migration (id) VALUES (?)", step + 1);
    }
  });
}
