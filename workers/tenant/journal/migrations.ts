import type { LoggedRequest } from "../../domain/request";
import type { Migration } from "../migrate";
import { writeRequests } from "./request-row";

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
  (sql) => {
    const old = sql.exec<{ requests: string }>("SELECT requests FROM request_batch ORDER BY last_at").toArray();
    sql.exec("DROP TABLE request_batch");
    sql.exec(`CREATE TABLE request_batch (
      sequence INTEGER PRIMARY KEY,
      first_id TEXT NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      requests TEXT NOT NULL
    )`);
    sql.exec("CREATE INDEX request_batch_at ON request_batch (last_at)");
    // Figures by hour: each request counts once in every dimension. Sums over all are those of any one of them.
    sql.exec(`CREATE TABLE usage_hour (
      dimension TEXT NOT NULL,
      hour INTEGER NOT NULL,
      value TEXT NOT NULL,
      outcome TEXT NOT NULL,
      requests INTEGER NOT NULL,
      messages INTEGER NOT NULL,
      sent INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      PRIMARY KEY (dimension, hour, value, outcome)
    ) WITHOUT ROWID`);
    sql.exec(`CREATE TABLE latency_hour (
      hour INTEGER NOT NULL,
      operation TEXT NOT NULL,
      own TEXT NOT NULL,
      upstream TEXT NOT NULL,
      PRIMARY KEY (hour, operation)
    ) WITHOUT ROWID`);
    sql.exec(`CREATE TABLE received_hour (
      hour INTEGER NOT NULL,
      instance TEXT NOT NULL,
      received INTEGER NOT NULL,
      PRIMARY KEY (hour, instance)
    ) WITHOUT ROWID`);
    // The last batch of the request log that is part of these figures.
    sql.exec("CREATE TABLE usage_counted (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL)");
    sql.exec("INSERT INTO usage_counted (id, sequence) VALUES (1, 0)");
    for (const [index, { requests }] of old.entries()) {
      const rows = (JSON.parse(requests) as OldRequest[]).map((row) => ({
        ...row,
        code: null,
        sends: row.operation.startsWith("message."),
        admitMs: null,
      }));
      const times = rows.map(({ at }) => at);
      sql.exec(
        "INSERT INTO request_batch (sequence, first_id, first_at, last_at, requests) VALUES (?, ?, ?, ?, ?)",
        index + 1,
        rows[0]!.id,
        Math.min(...times),
        Math.max(...times),
        writeRequests(rows),
      );
    }
  },
  (sql) => {
    sql.exec(`CREATE TABLE bot_answer (
      id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      bot_id TEXT NOT NULL,
      contact TEXT,
      failure TEXT,
      duration_ms INTEGER NOT NULL,
      messages INTEGER NOT NULL,
      model TEXT,
      input INTEGER,
      cached INTEGER,
      output INTEGER,
      nano_usd INTEGER,
      test INTEGER NOT NULL
    ) WITHOUT ROWID`);
    sql.exec("CREATE INDEX bot_answer_bot ON bot_answer (bot_id, at)");
    sql.exec(`CREATE TABLE bot_conversation (
      bot_id TEXT NOT NULL,
      contact TEXT NOT NULL,
      name TEXT,
      session TEXT,
      since INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      last_text TEXT,
      messages_in INTEGER NOT NULL,
      messages_out INTEGER NOT NULL,
      state TEXT NOT NULL,
      paused_at INTEGER,
      PRIMARY KEY (bot_id, contact)
    ) WITHOUT ROWID`);
    sql.exec("CREATE INDEX bot_conversation_session ON bot_conversation (bot_id, session)");
    // Conversations with which a bot is tried out, as its kind needs them: they outlive a request, not a day.
    sql.exec(
      "CREATE TABLE bot_trial (id TEXT PRIMARY KEY, bot_id TEXT NOT NULL, at INTEGER NOT NULL, talk TEXT NOT NULL)",
    );
  },
  (sql) => {
    // Deliveries by endpoint, so that each endpoint is a lane of its own; fewer indexes, since each costs a write.
    sql.exec("ALTER TABLE delivery RENAME TO delivery_before");
    sql.exec("ALTER TABLE attempt RENAME TO attempt_before");
    sql.exec(`CREATE TABLE delivery (
      endpoint_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      status TEXT NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER,
      leased INTEGER NOT NULL DEFAULT 0,
      in_order INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      settled_at INTEGER,
      PRIMARY KEY (endpoint_id, sequence)
    ) WITHOUT ROWID`);
    sql.exec("CREATE INDEX delivery_lane ON delivery (endpoint_id, leased, due_at) WHERE due_at IS NOT NULL");
    sql.exec("CREATE INDEX delivery_settled ON delivery (endpoint_id, settled_at) WHERE settled_at IS NOT NULL");
    sql.exec(`CREATE TABLE attempt (
      endpoint_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      request TEXT,
      status INTEGER,
      error TEXT,
      response TEXT,
      PRIMARY KEY (endpoint_id, sequence, number)
    ) WITHOUT ROWID`);
    // What the journal knows of an endpoint beside its deliveries: since when all fail, and how far a recovery is.
    sql.exec(`CREATE TABLE lane (
      endpoint_id TEXT PRIMARY KEY,
      failing_since INTEGER,
      recovery TEXT
    ) WITHOUT ROWID`);
    sql.exec(`INSERT INTO delivery (endpoint_id, sequence, status, failures, due_at, created_at, settled_at)
      SELECT endpoint_id, sequence, status, attempts, due_at, created_at,
             CASE WHEN due_at IS NULL THEN created_at END
      FROM delivery_before`);
    sql.exec(`INSERT INTO attempt (endpoint_id, sequence, number, at, duration_ms, status, error, response)
      SELECT d.endpoint_id, d.sequence, ROW_NUMBER() OVER (PARTITION BY a.delivery_id ORDER BY a.id),
             a.at, a.duration_ms, a.status, a.error, a.response
      FROM attempt_before a JOIN delivery_before d ON d.id = a.delivery_id`);
    sql.exec("INSERT INTO lane (endpoint_id) SELECT DISTINCT endpoint_id FROM delivery");
    sql.exec("DROP TABLE attempt_before");
    sql.exec("DROP TABLE delivery_before");
  },
  (sql) => {
    sql.exec(`CREATE TABLE timeline (
      instance_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      PRIMARY KEY (instance_id, at)
    ) WITHOUT ROWID`);
  },
  (sql) => {
    // Where a row has a body and an object too, the object is the event's data alone, too large to be held.
    sql.exec("ALTER TABLE event ADD COLUMN stored_bytes INTEGER");
    // Objects that are being written, so that one whose event never came is found and removed.
    sql.exec("CREATE TABLE upload (stored TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID");
  },
];

/** A request as the second step stored it. */
type OldRequest = Omit<LoggedRequest, "code" | "sends" | "admitMs">;
