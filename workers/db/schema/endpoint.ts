import type { DisabledReason, EndpointFormat } from "../../domain/endpoint";
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
    description: text("description").notNull().default(""),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    /** Why and when Zapin switched it off; null where a person did. */
    disabledReason: text("disabled_reason").$type<DisabledReason>(),
    disabledAt: integer("disabled_at"),
    /** Ids of the instances whose events it gets; null for all. Not for Evolution's webhooks. */
    instances: text("instances", { mode: "json" }).$type<string[]>(),
    /** Names in capitals, "*" for all; an empty list stands for none. */
    events: text("events", { mode: "json" }).$type<string[]>().notNull(),
    byEvents: integer("by_events", { mode: "boolean" }).notNull().default(false),
    base64: integer("base64", { mode: "boolean" }).notNull().default(false),
    format: text("format").$type<EndpointFormat>().notNull().default("evolution"),
    /** Deliveries at the same time, and deliveries that may begin in a second. */
    concurrency: integer("concurrency").notNull().default(10),
    ratePerSecond: integer("rate_per_second"),
    /** Headers to send along, as sealed JSON: they hold the receivers' passwords. */
    headers: text("headers"),
    /** The signing secret (`whsec_…`), sealed. */
    secret: text("secret").notNull(),
    /** The secret before the last rotation, sealed, which signs as well until its overlap is over. */
    previousSecret: text("previous_secret"),
    previousSecretUntil: integer("previous_secret_until"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [uniqueIndex("endpoint_instance").on(table.instanceId), index("endpoint_tenant").on(table.tenantId)],
);
