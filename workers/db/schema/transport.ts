import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenant } from "./auth";
import { instance } from "./instance";

/** What a tenant set for one of Evolution's other event transports. Kept, and answered as it was set. */
export const transport = sqliteTable(
  "transport",
  {
    instanceId: text("instance_id")
      .notNull()
      .references(() => instance.id, { onDelete: "cascade" }),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    /** `websocket`, `pusher`, … */
    kind: text("kind").notNull(),
    id: text("id").notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    events: text("events", { mode: "json" }).$type<string[]>().notNull(),
    /** Pusher's own fields, sealed: they hold its secret. */
    options: text("options"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.instanceId, table.kind] })],
);
