import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { apiKey, tenant, user } from "../../db/schema";
import { AppError } from "../../domain/error";
import type { PlanId } from "../../domain/plan";
import type { Outcome } from "../../domain/outcome";
import { connectInstance } from "../instances/connect";
import { createInstance } from "../instances/create";
import { findInstance } from "../instances/find";
import { issueKey } from "../keys/issue";
import { scanPhone } from "../sandbox/scan";
import { ensureTenant } from "../tenants/ensure";
import { demoEmail as email } from "./account";

export interface Demo {
  url: string;
  email: string;
  password: string;
  apiKey: string;
  instance: string;
}

const instance = "demo";

/**
 * A tenant to play with, for `npm run dev`: a person who can sign in, a key, and a sandbox phone that
 * is connected. Run again it changes nothing, and keeps the key of the last time if that still works.
 */
export async function seedDemo(ctx: Ctx, input: { apiKey: string | null; plan: PlanId }): Promise<Demo> {
  const password = await ctx.secrets.derive("demo-password", 16);
  const userId = await ensurePerson(ctx, password);
  const { tenantId } = must(await ensureTenant(ctx, { userId, name: "Demo" }));
  await ctx.db.update(tenant).set({ plan: input.plan }).where(eq(tenant.id, tenantId));
  await ctx.hub(tenantId).refresh("plan");

  const own = ctx.as({ kind: "system", tenantId });
  const kept = input.apiKey !== null && (await stillWorks(ctx, tenantId, input.apiKey)) ? input.apiKey : null;
  const key = kept ?? must(await issueKey(own, { name: "Demo key" })).key;
  if (!(await findInstance(ctx, tenantId, instance))) {
    must(await createInstance(own, { instanceName: instance, integration: "SANDBOX", number: "5511987654321" }));
    must(await connectInstance(own, { name: instance }));
    must(await scanPhone(own, { instance }));
  }
  return { url: ctx.settings.publicUrl, email, password, apiKey: key, instance };
}

async function ensurePerson(ctx: Ctx, password: string): Promise<string> {
  const find = async () => (await ctx.db.select({ id: user.id }).from(user).where(eq(user.email, email)))[0];
  const known = await find();
  if (known) return known.id;
  // Made directly, since signing up would send a mail that nobody waits for. A development server that
  // reloads may ask twice at once: whoever comes second finds the first one's.
  const { internalAdapter, password: hasher } = await (await ctx.auth()).$context;
  const created = await internalAdapter
    .createUser({ name: "Demo", email, emailVerified: true }, { method: "email-password" })
    .catch((error: unknown) => ({ error }));
  const made = await find();
  if (!made) throw new AppError("demo_not_made", "The demo account could not be made.", { cause: created });
  if ("id" in created) {
    const hash = await hasher.hash(password);
    await internalAdapter.linkAccount({
      userId: made.id,
      providerId: "credential",
      accountId: made.id,
      password: hash,
    });
  }
  return made.id;
}

async function stillWorks(ctx: Ctx, tenantId: string, key: string): Promise<boolean> {
  const recognized = await ctx.secrets.recognizeKey(key);
  if (recognized?.tenantId !== tenantId) return false;
  const live = and(eq(apiKey.hash, recognized.hash), isNull(apiKey.revokedAt));
  return (await ctx.db.select({ id: apiKey.id }).from(apiKey).where(live)).length > 0;
}

function must<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new AppError("demo_not_made", `The demo could not be made: ${outcome.refusal.message}`);
}
