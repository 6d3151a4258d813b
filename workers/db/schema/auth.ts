import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { BotBudget } from "../../domain/bot";

/*
 * The tables that better-auth reads and writes. Their property names are better-auth's, renamed as
 * `workers/auth/auth.ts` tells it (an organization is a tenant, a member is a membership);
 * `tests/workers/auth/schema.test.ts` holds the two together.
 */

const moment = (name: string) => integer(name, { mode: "timestamp_ms" });
const nowMs = sql`(cast(unixepoch('subsecond') * 1000 as integer))`;

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
  image: text("image"),
  /** The language of the last sign-in, for mails that no request causes. Zapin's own: better-auth does not know it. */
  locale: text("locale"),
  createdAt: moment("created_at").notNull().default(nowMs),
  updatedAt: moment("updated_at").notNull().default(nowMs),
});

export const session = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    expiresAt: moment("expires_at").notNull(),
    token: text("token").notNull().unique(),
    createdAt: moment("created_at").notNull().default(nowMs),
    updatedAt: moment("updated_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    activeTenantId: text("active_tenant_id"),
  },
  (table) => [index("session_user_id").on(table.userId)],
);

/** A way to sign in. The password's hash stands here, in the row of the provider `credential`. */
export const account = sqliteTable(
  "account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: moment("created_at").notNull().default(nowMs),
    updatedAt: moment("updated_at").notNull(),
  },
  (table) => [index("account_user_id").on(table.userId)],
);

export const verification = sqliteTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull().default(nowMs),
    updatedAt: moment("updated_at").notNull().default(nowMs),
  },
  (table) => [index("verification_identifier").on(table.identifier)],
);

/**
 * A customer. From `founderId` on, the columns are Zapin's: better-auth does not know them,
 * so no request to `/api/auth/*` can set them.
 */
export const tenant = sqliteTable("tenant", {
  /** 16 characters of a–z and 0–9: it stands in API keys and in front of upstream instance names. */
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").notNull().unique(),
  logo: text("logo"),
  createdAt: moment("created_at").notNull().default(nowMs),
  metadata: text("metadata"),
  /** Whose first sign-in made it. Unique, so that two first requests at once make one tenant. */
  founderId: text("founder_id")
    .unique()
    .references(() => user.id, { onDelete: "set null" }),
  plan: text("plan").notNull().default("free"),
  status: text("status", { enum: ["active", "suspended"] })
    .notNull()
    .default("active"),
  /** An IANA name; days and months of figures begin at its midnight. */
  timezone: text("timezone").notNull().default("UTC"),
  /** Milliseconds since 1970 from which billing periods are counted. */
  periodAnchor: integer("period_anchor").notNull().default(nowMs),
  /** What all of its bots together may use up; null for whatever they need. */
  botBudget: text("bot_budget", { mode: "json" }).$type<BotBudget>(),
});

export const membership = sqliteTable(
  "membership",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: text("role").notNull().default("member"),
    createdAt: moment("created_at").notNull().default(nowMs),
  },
  (table) => [
    uniqueIndex("membership_tenant_id_user_id").on(table.tenantId, table.userId),
    index("membership_user_id").on(table.userId),
  ],
);

export const invitation = sqliteTable(
  "invitation",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role"),
    status: text("status").notNull().default("pending"),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull().default(nowMs),
    inviterId: text("inviter_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  (table) => [index("invitation_tenant_id").on(table.tenantId), index("invitation_email").on(table.email)],
);
