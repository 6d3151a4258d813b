import { desc, notInArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { developmentMail } from "../db/schema/development-mail";
import type { MailSender } from "./sender";

/** How many mails a development server remembers. */
export const developmentMailKept = 50;

/** Sends nothing: prints who would get what, and keeps the mail for `/dev/mail`. */
export function developmentSender(env: Pick<Env, "DB" | "MAIL_FROM">): MailSender {
  return {
    async send({ to, subject, text, html, link }) {
      console.log(
        [`mail   From: ${env.MAIL_FROM}`, `       To: ${to}`, `       Subject: ${subject}`, link && `       ${link}`]
          .filter(Boolean)
          .join("\n"),
      );
      const db = drizzle(env.DB);
      const newest = db
        .select({ id: developmentMail.id })
        .from(developmentMail)
        .orderBy(desc(developmentMail.at))
        .limit(developmentMailKept);
      await db.batch([
        db.insert(developmentMail).values({ id: crypto.randomUUID(), to, subject, text, html, link, at: Date.now() }),
        db.delete(developmentMail).where(notInArray(developmentMail.id, newest)),
      ]);
    },
  };
}
