import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Integration, InstanceSettings } from "../../domain/instance";
import { tenant } from "./auth";

/** A WhatsApp connection of a tenant. Its live state is the hub's; this is what must outlive it. */
export const instance = sqliteTable(
  "instance",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The server that runs it: "sandbox", "evolution" for the one in the environment, or the id of a `server`. */
    server: text("server").notNull(),
    upstreamName: text("upstream_name").notNull(),
    /** Upstream's own id, which answers and events show. */
    upstreamId: text("upstream_id"),
    /** Upstream's token, sealed with the row's id. */
    upstreamToken: text("upstream_token").notNull(),
    integration: text("integration").$type<Integration>().notNull(),
    number: text("number"),
    settings: text("settings", { mode: "json" }).$type<InstanceSettings>(),
    /** Counts up when the instance's own key is rotated; the key is derived from it. */
    keyGeneration: integer("key_generation").notNull().default(1),
    /** Messages that may be sent through it in one billing period; null for no limit of its own. */
    messagesLimit: integer("messages_limit"),
    /** Requests that may be made for it in one minute; null for no limit of its own. */
    requestsLimit: integer("requests_limit"),
    /** Restarted by itself while it is degraded. */
    restarts: integer("restarts", { mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** A deleted instance stays for a day, so that upstream's last events about it still find their readers. */
    deletedAt: integer("deleted_at"),
  },
  (table) => [
    uniqueIndex("instance_tenant_name")
      .on(table.tenantId, table.name)
      .where(sql`deleted_at IS NULL`),
    uniqueIndex("instance_upstream_name")
      .on(table.server, table.upstreamName)
      .where(sql`deleted_at IS NULL`),
    index("instance_tenant_created").on(table.tenantId, table.createdAt),
  ],
);
