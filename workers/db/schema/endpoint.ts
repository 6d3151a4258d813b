import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenant } from "./auth";
import { instance } from "./instance";

/** Where a tenant wants its events. Evolution's own webhook of an instance is the endpoint with that `instanceId`. */
export const endpoint = sqliteTable(
  "endpoint",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    instanceId: text("instance_id").references(() => instance.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    /** Evolution's names in capitals; an empty list stands for none. */
    events: text("events", { mode: "json" }).$type<string[]>().notNull(),
    byEvents: integer("by_events", { mode: "boolean" }).notNull().default(false),
    base64: integer("base64", { mode: "boolean" }).notNull().default(false),
    /** Headers to send along, as sealed JSON: they hold the receivers' passwords. */
    headers: text("headers"),
    /** The signing secret (`whsec_…`), sealed. */
    secret: text("secret").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [uniqueIndex("endpoint_instance").on(table.instanceId), index("endpoint_tenant").on(table.tenantId)],
);
