import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenant } from "./auth";
import { instance } from "./instance";

/** An API key. The key itself is shown once and never stored. */
export const apiKey = sqliteTable(
  "api_key",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["tenant", "instance"] }).notNull(),
    hash: text("hash").notNull(),
    prefix: text("prefix").notNull(),
    /** The only instance it works on; null for all. */
    instanceId: text("instance_id").references(() => instance.id, { onDelete: "cascade" }),
    /** Messages that it may send in one billing period; null for no limit of its own. */
    messagesLimit: integer("messages_limit"),
    createdBy: text("created_by"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at"),
    revokedAt: integer("revoked_at"),
  },
  (table) => [
    uniqueIndex("api_key_hash").on(table.hash),
    index("api_key_tenant").on(table.tenantId, table.createdAt),
    index("api_key_instance").on(table.instanceId),
  ],
);
