import type { Migration } from "../migrate";

export const hubMigrations: readonly Migration[] = [
  (sql) => {
    // `watermark` is at or ahead of what was used: a crash can forget what was left, never what was used.
    sql.exec("CREATE TABLE counter (id TEXT PRIMARY KEY, window_start INTEGER NOT NULL, watermark INTEGER NOT NULL)");
    sql.exec(`CREATE TABLE instance_status (
      instance_id TEXT PRIMARY KEY,
      state TEXT NOT NULL,
      owner_jid TEXT,
      profile_name TEXT,
      profile_picture_url TEXT,
      disconnection_reason_code INTEGER,
      changed_at INTEGER NOT NULL,
      qr TEXT
    )`);
    sql.exec("CREATE TABLE key_use (key_id TEXT PRIMARY KEY, last_used_at INTEGER NOT NULL)");
  },
  (sql) => {
    // `status` and `body` are empty while the call is under way.
    sql.exec(`CREATE TABLE idempotency (
      id TEXT PRIMARY KEY,
      fingerprint TEXT NOT NULL,
      begun_at INTEGER NOT NULL,
      status INTEGER,
      content_type TEXT,
      body TEXT
    ) WITHOUT ROWID`);
    sql.exec("CREATE INDEX idempotency_begun ON idempotency (begun_at)");
  },
  (sql) => {
    // What a bot, or under the empty name all of them, used up in the day and the month that run.
    sql.exec(`CREATE TABLE bot_spend (
      subject TEXT PRIMARY KEY,
      day_start INTEGER NOT NULL,
      day_tokens INTEGER NOT NULL,
      day_nano_usd INTEGER NOT NULL,
      month_start INTEGER NOT NULL,
      month_tokens INTEGER NOT NULL,
      month_nano_usd INTEGER NOT NULL
    ) WITHOUT ROWID`);
    sql.exec(`CREATE TABLE bot_open_answer (
      id TEXT PRIMARY KEY,
      bot_id TEXT NOT NULL,
      session TEXT,
      opened_at INTEGER NOT NULL,
      tokens INTEGER NOT NULL,
      nano_usd INTEGER NOT NULL
    ) WITHOUT ROWID`);
  },
  (sql) => {
    sql.exec("CREATE TABLE timer (id TEXT PRIMARY KEY, due_at INTEGER NOT NULL) WITHOUT ROWID");
  },
  (sql) => {
    // One row for each share of an allowance that was reached; `told` once the queue has taken it.
    sql.exec(`CREATE TABLE notice (
      id TEXT PRIMARY KEY,
      meter TEXT NOT NULL,
      window_start INTEGER NOT NULL,
      quota INTEGER NOT NULL,
      percent INTEGER NOT NULL,
      used INTEGER NOT NULL,
      resets_at INTEGER NOT NULL,
      at INTEGER NOT NULL,
      told INTEGER NOT NULL
    ) WITHOUT ROWID`);
  },
  (sql) => {
    sql.exec(`CREATE TABLE instance_health (
      instance_id TEXT PRIMARY KEY,
      reason TEXT,
      since INTEGER,
      checked_at INTEGER NOT NULL,
      compared_until INTEGER NOT NULL,
      restarts INTEGER NOT NULL,
      restarted_at INTEGER
    ) WITHOUT ROWID`);
  },
  (sql) => {
    // One row for each share of a bots' budget that was reached.
    sql.exec("CREATE TABLE bot_budget_reached (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID");
  },
];
