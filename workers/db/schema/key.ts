import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Scope } from "../../domain/scope";
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
    /** Requests that it may make in one minute; null for no limit of its own. */
    requestsLimit: integer("requests_limit"),
    /** What it may do; null for everything. */
    scopes: text("scopes", { mode: "json" }).$type<Scope[]>(),
    /** Addresses and CIDR ranges from which it works; null for all. */
    networks: text("networks", { mode: "json" }).$type<string[]>(),
    /** The hash before the last rotation, which works until its grace is over. */
    previousHash: text("previous_hash"),
    previousUntil: integer("previous_until"),
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
