import type { Actor } from "./domain/actor";
import type { Auth } from "./auth/auth";
import type { Database } from "./db/client";
import type { HubStub, JournalStub } from "./tenant/stub";
import type { PhoneStub } from "./sandbox/stub";
import type { MailSender } from "./mail/sender";
import type { Secrets } from "./secrets/secrets";
import type { Settings } from "./settings";

/**
 * What a verb may use. Built at the doors only (`createContext`), so that a service never sees
 * Hono, Remix or `Env`, and a test can hand it one of its own.
 * Members that cost something to make are lazy.
 */
export interface Ctx {
  requestId: string;
  actor: Actor;
  /** Milliseconds since 1970. */
  now(): number;
  settings: Settings;
  secrets: Secrets;
  db: Database;
  mail: MailSender;
  /** better-auth, loaded when somebody signs in or out. */
  auth(): Promise<Auth>;
  hub(tenantId: string): HubStub;
  journal(tenantId: string): JournalStub;
  phone(upstreamName: string): PhoneStub;
  /** Lets work outlive the answer. */
  waitUntil(work: Promise<unknown>): void;
}
