import { env } from "cloudflare:test";
import { desc, eq } from "drizzle-orm";
import { authFor } from "#workers/auth/auth";
import { openDatabase } from "#workers/db/client";
import { developmentMail } from "#workers/db/schema/development-mail";
import type { AccountCtx } from "#workers/services/accounts/ask";
import { readSettings } from "#workers/settings";

/** The part of a verb's context that accounts use, with the test's own clock of background work. */
export function accountCtx(): AccountCtx & { settled(): Promise<void> } {
  const work: Promise<unknown>[] = [];
  return {
    auth: async () => authFor(env),
    settings: readSettings(env),
    waitUntil: (promise) => void work.push(promise),
    settled: async () => void (await Promise.all(work)),
  };
}

let lastAddress = 0;

/** A request from a network address of its own, so that tests do not share their tries. */
export function personRequest(cookies: string[] = [], from = `198.51.100.${++lastAddress}`): Request {
  const headers = new Headers({ "cf-connecting-ip": from, "accept-language": "en" });
  if (cookies.length) headers.set("cookie", cookies.map((cookie) => cookie.split(";")[0]).join("; "));
  return new Request(env.PUBLIC_URL, { headers });
}

/** The newest mail to an address. */
export async function mailTo(address: string) {
  const [mail] = await openDatabase(env.DB)
    .select()
    .from(developmentMail)
    .where(eq(developmentMail.to, address))
    .orderBy(desc(developmentMail.at))
    .limit(1);
  return mail;
}
