import { desc } from "drizzle-orm";
import type { Ctx } from "../../context";
import { developmentMail } from "../../db/schema/development-mail";

export type DevelopmentMail = typeof developmentMail.$inferSelect;

/** The mails that a development server kept instead of sending, newest first. Empty anywhere else. */
export async function listDevelopmentMail({ db, settings }: Pick<Ctx, "db" | "settings">): Promise<DevelopmentMail[]> {
  if (!settings.development) return [];
  return db.select().from(developmentMail).orderBy(desc(developmentMail.at));
}
