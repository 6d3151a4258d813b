import type { Auth } from "./auth/auth";
import { openDatabase, type Database } from "./db/client";
import type { Actor } from "./domain/actor";
import { mailSender, type MailSender } from "./mail/sender";
import { requestBatcher } from "./tenant/journal/request-batcher";
import type { LoggedRequest } from "./domain/request";
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
  return new RequestContext(env, execution, origin);
}

/**
 * One of these is made for every request, so its methods lie on the prototype: a closure each would
 * cost more than the rest of the hot path's bookkeeping together.
 */
class RequestContext implements Ctx {
  readonly requestId: string;
  readonly actor: Actor;
  private readonly env: Env;
  private readonly execution: Pick<ExecutionContext, "waitUntil">;
  private openedDatabase: Database | undefined;

  constructor(env: Env, execution: Pick<ExecutionContext, "waitUntil">, origin: Origin) {
    this.env = env;
    this.execution = execution;
    this.requestId = origin.requestId;
    this.actor = origin.actor;
  }

  now(): number {
    return Date.now();
  }

  get settings(): Settings {
    return once(settingsOf, this.env, readSettings);
  }

  get secrets(): Secrets {
    return once(secretsOf, this.env, makeSecrets);
  }

  get db(): Database {
    return (this.openedDatabase ??= openDatabase(this.env.DB));
  }

  get mail(): MailSender {
    return mailSender(this.env);
  }

  async auth(): Promise<Auth> {
    return (await import("./auth/auth")).authFor(this.env);
  }

  hub(tenantId: string): HubStub {
    return hubStub(this.env, tenantId);
  }

  journal(tenantId: string): JournalStub {
    return journalStub(this.env, tenantId);
  }

  phone(upstreamName: string): PhoneStub {
    return phoneStub(this.env, upstreamName);
  }

  sandboxKey(): Promise<string> {
    return once(sandboxKeyOf, this.env, sandboxGlobalKey);
  }

  get events(): Env["EVENTS"] {
    return this.env.EVENTS;
  }

  get deliveries(): Env["DELIVERIES"] {
    return this.env.DELIVERIES;
  }

  get bodies(): R2Bucket {
    return this.env.BODIES;
  }

  logRequest(tenantId: string, request: LoggedRequest): void {
    const { env } = this;
    const flushed = requestBatcher.add(tenantId, request, (rows) => journalStub(env, tenantId).logRequests(rows));
    if (flushed) this.execution.waitUntil(flushed);
  }

  waitUntil(work: Promise<unknown>): void {
    this.execution.waitUntil(work);
  }

  as(actor: Actor): Ctx {
    return Object.create(this, { actor: { value: actor, enumerable: true } }) as Ctx;
  }
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
