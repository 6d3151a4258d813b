import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenant } from "./auth";

export const dayMeters = ["requests", "messages", "sent", "failed", "received"] as const;

/** What a tenant used on one day (UTC), for operators and bills. The journal has the hours. */
export const usageDay = sqliteTable(
  "usage_day",
  {
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    /** `2026-11-26` */
    day: text("day").notNull(),
    meter: text("meter", { enum: dayMeters }).notNull(),
    amount: integer("amount").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day, table.meter] })],
);
