import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type {
  BotBehaviour,
  BotBudget,
  BotConnection,
  BotKind,
  BotPrompt,
  BotTriggers,
  BudgetAction,
} from "../../domain/bot";
import { tenant } from "./auth";
import { instance } from "./instance";

/** A secret of a bot's server or of a model provider: of the whole tenant, or of the instance for which it was made. */
export const credential = sqliteTable(
  "credential",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    /** Set where it was made over `/v1`, which knows credentials of one instance only. */
    instanceId: text("instance_id").references(() => instance.id, { onDelete: "cascade" }),
    /** Set where it was written into a bot itself, over `/v1`; it goes when the bot goes. */
    botId: text("bot_id"),
    kind: text("kind").$type<BotKind>().notNull(),
    name: text("name").notNull(),
    /** `{"apiKey"}`, or `{"user","password"}` for n8n, sealed with the row's id. */
    secret: text("secret").notNull(),
    /** SHA-256 of tenant and secret: tells a secret that is there already without opening any. */
    digest: text("digest").notNull(),
    /** Where an OpenAI-compatible provider of the tenant's own is; null for the usual one. */
    baseUrl: text("base_url"),
    /** What may be shown of the secret. */
    hint: text("hint").notNull(),
    /** The id of its row upstream, by instance; only OpenAI's have one. */
    upstreamIds: text("upstream_ids", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("credential_tenant_name")
      .on(table.tenantId, table.kind, table.name)
      .where(sql`instance_id IS NULL AND bot_id IS NULL`),
    uniqueIndex("credential_instance_name")
      .on(table.instanceId, table.kind, table.name)
      .where(sql`bot_id IS NULL`),
    index("credential_tenant").on(table.tenantId, table.createdAt),
  ],
);

/** A bot, which upstream runs and the relay serves. */
export const bot = sqliteTable(
  "bot",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    instanceId: text("instance_id")
      .notNull()
      .references(() => instance.id, { onDelete: "cascade" }),
    kind: text("kind").$type<BotKind>().notNull(),
    /** Evolution's description; empty where there is none. */
    name: text("name").notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    /** Upstream's own id, which `/v1` shows. */
    upstreamId: text("upstream_id").notNull(),
    /** The id of the row upstream that holds this bot's relay token; only OpenAI's bots have one. */
    upstreamCredentialId: text("upstream_credential_id"),
    /** What the tenant set, its own address included; upstream has the relay's in its place. */
    connection: text("connection", { mode: "json" }).$type<BotConnection>().notNull(),
    triggers: text("triggers", { mode: "json" }).$type<BotTriggers>().notNull(),
    behaviour: text("behaviour", { mode: "json" }).$type<BotBehaviour>().notNull(),
    credentialId: text("credential_id").references(() => credential.id),
    /** What a contact hears when the bot cannot answer; empty for nothing. */
    fallbackText: text("fallback_text").notNull().default(""),
    budget: text("budget", { mode: "json" }).$type<BotBudget>(),
    budgetAction: text("budget_action").$type<BudgetAction>().notNull().default("fallback"),
    /** The version of its prompt in force; null for kinds that have none. */
    promptVersion: integer("prompt_version"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("bot_upstream").on(table.instanceId, table.kind, table.upstreamId),
    index("bot_tenant_created").on(table.tenantId, table.createdAt),
    index("bot_credential").on(table.credentialId),
  ],
);

/** What a bot's model was told, and when that changed. */
export const botPromptVersion = sqliteTable(
  "bot_prompt_version",
  {
    botId: text("bot_id")
      .notNull()
      .references(() => bot.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    prompt: text("prompt", { mode: "json" }).$type<BotPrompt>().notNull(),
    note: text("note").notNull(),
    createdBy: text("created_by"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.botId, table.version] })],
);

/** An operator's price of a model, in place of the one in `domain/`. US dollars for a million tokens. */
export const modelPrice = sqliteTable("model_price", {
  model: text("model").primaryKey(),
  input: real("input").notNull(),
  cachedInput: real("cached_input"),
  output: real("output").notNull(),
  /** US dollars for a minute of audio, where that is what is billed. */
  minute: real("minute"),
  updatedAt: integer("updated_at").notNull(),
});
