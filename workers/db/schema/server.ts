import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenant } from "./auth";

/** An upstream server that runs instances. The sandbox needs no row. */
export const server = sqliteTable(
  "server",
  {
    /** Twelve letters, or "evolution": the server of the environment, of which only figures are kept here. */
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["evolution"] })
      .notNull()
      .default("evolution"),
    /** Without a trailing slash; null where the environment holds it. */
    baseUrl: text("base_url"),
    /** The global key, sealed with the row's id; null where the environment holds it. */
    globalKey: text("global_key"),
    /** The tenant that brought it along, whom alone it serves; null for everyone's. */
    tenantId: text("tenant_id").references(() => tenant.id, { onDelete: "cascade" }),
    /** Instances that it should run at most. */
    capacity: integer("capacity").notNull(),
    /** How much of what is new it should get, beside others. */
    weight: integer("weight").notNull().default(1),
    /** Takes nothing new; what is there stays. */
    draining: integer("draining", { mode: "boolean" }).notNull().default(false),
    checkedAt: integer("checked_at"),
    /** Checks that failed in a row. */
    failures: integer("failures").notNull().default(0),
    /** Why the last check failed, in a word that the console translates. */
    failure: text("failure"),
    latencyMs: integer("latency_ms"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [uniqueIndex("server_tenant_url").on(table.tenantId, table.baseUrl)],
);

/** A move from an Evolution server: what was chosen there, and how far it got. */
export const serverImport = sqliteTable(
  "server_import",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    serverId: text("server_id").notNull(),
    /** As it was typed in, for people: the server's row may be gone. */
    baseUrl: text("base_url").notNull(),
    createdBy: text("created_by"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [index("server_import_tenant").on(table.tenantId, table.createdAt)],
);

export const importStates = ["waiting", "working", "imported", "refused", "undone"] as const;

/** One instance of a move. Its id becomes the instance's, so that a step that was cut off is taken up again. */
export const serverImportItem = sqliteTable(
  "server_import_item",
  {
    id: text("id").primaryKey(),
    importId: text("import_id")
      .notNull()
      .references(() => serverImport.id, { onDelete: "cascade" }),
    /** Upstream's name, which is also the tenant's: programs that used it must not notice the move. */
    name: text("name").notNull(),
    state: text("state", { enum: importStates }).notNull().default("waiting"),
    /** When somebody last took it in hand; after a minute the next one may. */
    takenAt: integer("taken_at"),
    /** Why it was refused, or what did not come along. */
    note: text("note"),
    /** The webhook that upstream had, as sealed JSON, for the way back; null where it had none. */
    previousWebhook: text("previous_webhook"),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [uniqueIndex("server_import_item_name").on(table.importId, table.name)],
);
