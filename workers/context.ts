import type { Auth } from "./auth/auth";
import { openDatabase, type Database } from "./db/client";
import type { Actor } from "./domain/actor";
import { mailSender, type MailSender } from "./mail/sender";
import { requestBatcher } from "./tenant/journal/request-batcher";
import type { LoggedRequest } from "./tenant/journal/requests";
import { sandboxGlobalKey } from "./sandbox/key";
import { phoneStub, type PhoneStub } from "./sandbox/stub";
import { makeSecrets, type Secrets } from "./secrets/secrets";
import { readSettings, type Settings } from "./settings";
import { hubStub, journalStub, type HubStub, type JournalStub } from "./tenant/stub";

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
  /** The sandbox server's global key. */
  sandboxKey(): Promise<string>;
  /** Upstream events on their way to the journal. */
  events: Env["EVENTS"];
  deliveries: Env["DELIVERIES"];
  /** Bodies too large for a queue message or a row. */
  bodies: R2Bucket;
  /** Adds to the tenant's request log, off the response path. */
  logRequest(tenantId: string, request: LoggedRequest): void;
  /** Lets work outlive the answer. */
  waitUntil(work: Promise<unknown>): void;
  /** The same context in another actor's name. */
  as(actor: Actor): Ctx;
}

interface Origin {
  requestId: string;
  actor: Actor;
}

export function createContext(env: Env, execution: Pick<ExecutionContext, "waitUntil">, origin: Origin): Ctx {
  let db: Database | undefined;
  let mail: MailSender | undefined;
  const ctx: Ctx = {
    requestId: origin.requestId,
    actor: origin.actor,
    now: Date.now,
    settings: once(settingsOf, env, readSettings),
    secrets: once(secretsOf, env, makeSecrets),
    get db() {
      return (db ??= openDatabase(env.DB));
    },
    get mail() {
      return (mail ??= mailSender(env));
    },
    auth: async () => (await import("./auth/auth")).authFor(env),
    hub: (tenantId) => hubStub(env, tenantId),
    journal: (tenantId) => journalStub(env, tenantId),
    phone: (upstreamName) => phoneStub(env, upstreamName),
    sandboxKey: () => once(sandboxKeyOf, env, sandboxGlobalKey),
    events: env.EVENTS,
    deliveries: env.DELIVERIES,
    bodies: env.BODIES,
    logRequest(tenantId, request) {
      const flushed = requestBatcher.add(tenantId, request, (rows) => journalStub(env, tenantId).logRequests(rows));
      if (flushed) execution.waitUntil(flushed);
    },
    waitUntil: (work) => execution.waitUntil(work),
    as: (actor) => Object.create(ctx, { actor: { value: actor, enumerable: true } }) as Ctx,
  };
  return ctx;
}

/** What depends on the environment alone is made once per isolate, not once per request. */
function once<Value>(made: WeakMap<Env, Value>, env: Env, make: (env: Env) => Value): Value {
  let value = made.get(env);
  if (value === undefined) {
    value = make(env);
    made.set(env, value);
  }
  return value;
}

const settingsOf = new WeakMap<Env, Settings>();
const secretsOf = new WeakMap<Env, Secrets>();
const sandboxKeyOf = new WeakMap<Env, Promise<string>>();
