import type { Migration } from "../migrate";

export const journalMigrations: readonly Migration[] = [
  (sql) => {
    // AUTOINCREMENT, because a number must never be given twice, also after retention removed the newest row.
    sql.exec(`CREATE TABLE event (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      fingerprint TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      instance_id TEXT NOT NULL,
      instance TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT,
      body TEXT,
      stored TEXT,
      dispatched INTEGER NOT NULL DEFAULT 0
    )`);
    sql.exec("CREATE INDEX event_instance ON event (instance_id, sequence)");
    sql.exec("CREATE INDEX event_type ON event (type, sequence)");
    sql.exec(`CREATE TABLE delivery (
      id TEXT PRIMARY KEY,
      sequence INTEGER NOT NULL,
      endpoint_id TEXT NOT NULL,
      status TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER,
      created_at INTEGER NOT NULL,
      UNIQUE (sequence, endpoint_id)
    )`);
    sql.exec("CREATE INDEX delivery_due ON delivery (due_at) WHERE due_at IS NOT NULL");
    sql.exec(`CREATE TABLE attempt (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      delivery_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      status INTEGER,
      error TEXT,
      response TEXT
    )`);
    sql.exec("CREATE INDEX attempt_delivery ON attempt (delivery_id)");
    sql.exec(`CREATE TABLE request (
      id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      key_id TEXT,
      user_id TEXT,
      instance TEXT,
      operation TEXT NOT NULL,
      status INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      messages INTEGER NOT NULL,
      total_ms INTEGER NOT NULL,
      upstream_ms INTEGER
    )`);
    sql.exec("CREATE INDEX request_at ON request (at)");
  },
  (sql) => {
    // A row a request cost three row writes each; a row a batch costs two for up to a thousand requests.
    sql.exec("DROP TABLE request");
    sql.exec(`CREATE TABLE request_batch (
      id TEXT PRIMARY KEY,
      last_at INTEGER NOT NULL,
      requests TEXT NOT NULL
    ) WITHOUT ROWID`);
    sql.exec("CREATE INDEX request_batch_at ON request_batch (last_at)");
  },
  (sql) => {
    sql.exec("ALTER TABLE event ADD COLUMN recovered INTEGER NOT NULL DEFAULT 0");
    // By WhatsApp's ids, so that upstream's history can be compared with the log without reading bodies.
    sql.exec(`CREATE TABLE message_mark (
      instance_id TEXT NOT NULL,
      message_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      at INTEGER NOT NULL,
      waits INTEGER NOT NULL,
      recovered INTEGER NOT NULL,
      PRIMARY KEY (instance_id, message_id)
    ) WITHOUT ROWID`);
    sql.exec("CREATE INDEX message_mark_waits ON message_mark (instance_id, waits, at) WHERE waits > 0");
  },
  (sql) => {
    // What an event says about its connection, for the readers that are told after it was logged. An empty
    // `instance_id` is an event of the whole account.
    sql.exec("ALTER TABLE event ADD COLUMN seen TEXT");
    sql.exec("CREATE INDEX event_waiting ON event (sequence) WHERE dispatched = 0");
  },
];
