import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createContext, type Ctx } from "#workers/context";
import { tenant } from "#workers/db/schema";
import type { PlanId } from "#workers/domain/plan";
import type { IssuedKey, KeyInput } from "#workers/domain/key";
import { issueKey } from "#workers/services/keys/issue";
import { randomText } from "#workers/secrets/bytes";
import { fetchWorker } from "./worker";

/** A tenant with a key, and hands to use it as its programs would. */
export interface GivenTenant {
  tenantId: string;
  key: string;
  /** The context of the tenant itself, for verbs. */
  ctx: Ctx;
  /** Calls the Worker with the tenant's key. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  issue(input?: Partial<KeyInput>): Promise<IssuedKey>;
}

export interface CallOptions {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function givenTenant(options: { plan?: PlanId } = {}): Promise<GivenTenant> {
  const tenantId = randomText(16).toLowerCase();
  const ctx = givenContext().as({ kind: "system", tenantId });
  await ctx.db.insert(tenant).values({ id: tenantId, name: "Test", slug: tenantId, plan: options.plan ?? "business" });
  const issue = async (input: Partial<KeyInput> = {}) => {
    const issued = await issueKey(ctx, { name: "test", ...input });
    if (!issued.ok) throw new Error(issued.refusal.message);
    return issued.value;
  };
  const { key } = await issue();
  return { tenantId, key, ctx, issue, call: (method, path, more) => call(method, path, { key, ...more }) };
}

export function givenContext(): Ctx {
  return createContext(env, createExecutionContext(), { requestId: "req_test", actor: { kind: "anonymous" } });
}

/** An instance on a sandbox phone that has been scanned. */
export async function givenOpenInstance(given: GivenTenant, name = "shop"): Promise<string> {
  await givenInstance(given, name);
  await given.call("GET", `/v1/instance/connect/${encodeURIComponent(name)}`);
  const scanned = await given.call("POST", `/api/sandbox/phones/${encodeURIComponent(name)}/scan`);
  if (!scanned.ok) throw new Error(await scanned.text());
  return name;
}

export async function givenInstance(given: GivenTenant, name = "shop", more: object = {}): Promise<{ hash: string }> {
  const body = { instanceName: name, integration: "WHATSAPP-BAILEYS", ...more };
  const created = await given.call("POST", "/v1/instance/create", { body });
  if (created.status !== 201) throw new Error(await created.text());
  return created.json();
}

/** Calls the Worker as the internet would. */
export function call(method: string, path: string, { key, body, headers }: CallOptions = {}): Promise<Response> {
  const all = new Headers(headers);
  if (key) all.set("apikey", key);
  if (body !== undefined && typeof body !== "string") all.set("content-type", "application/json");
  const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  return fetchWorker(new Request(`http://localhost:8787${path}`, { method, headers: all, body: text }));
}
