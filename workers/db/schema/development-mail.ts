import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The last mails of a development server, which sends none. Stays empty in production. */
export const developmentMail = sqliteTable("development_mail", {
  id: text("id").primaryKey(),
  to: text("to").notNull(),
  subject: text("subject").notNull(),
  text: text("text").notNull(),
  html: text("html").notNull(),
  /** The address that the mail wants to be opened; null when it has none. */
  link: text("link"),
  at: integer("at").notNull(),
});
