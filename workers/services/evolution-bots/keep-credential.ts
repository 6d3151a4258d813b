import { eq } from "drizzle-orm";
import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { credentialSubject, makeUpstreamCredential } from "../../evolution/bots/upstream-credential";
import { credentialRow, readSecret } from "../bots/credential";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import { credentialsOn } from "./credential";
import { toEvolutionCredential } from "./list-credentials";

/**
 * `POST /openai/creds`. Upstream's names are unique over all of its tenants; here a name is an
 * instance's own, since upstream is told another one.
 */
export async function keepEvolutionCredential(
  ctx: Ctx,
  asked: { instance: string; body: Record<string, unknown> },
): Promise<Outcome<object, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const { name, apiKey } = asked.body as { name: string; apiKey: string };
  if (name.length > 100) return refuse("invalid_input", "name must be at most 100 characters", { field: "name" });
  const secret = readSecret("openai", { apiKey });
  if (!secret.ok) return secret;

  const { tenantId } = actor;
  const instanceId = instance.value.id;
  const row = await credentialRow(ctx, { tenantId, kind: "openai", name, secret: secret.value, instanceId });
  const own = (await credentialsOn(ctx, actor, instance.value)).filter(
    ({ credential }) => credential.instanceId === instanceId,
  );
  if (own.some(({ credential }) => credential.digest === row.digest)) {
    return refused("This API key is already registered. Please use a different API key.");
  }
  const taken = "This credential name is already in use. Please choose a different name.";
  if (own.some(({ credential }) => credential.name === name)) return refused(taken);

  const stored = await ctx.db.insert(credentialTable).values(row).onConflictDoNothing().returning();
  if (stored.length === 0) return refused(taken);
  const subject = await credentialSubject(row.id, instanceId);
  const made = await makeUpstreamCredential(ctx, tenantId, instance.value, subject);
  if (!made.ok) {
    await ctx.db.delete(credentialTable).where(eq(credentialTable.id, row.id));
    return made;
  }
  const upstreamIds = { [instanceId]: made.value };
  await ctx.db.update(credentialTable).set({ upstreamIds }).where(eq(credentialTable.id, row.id));
  await ctx.hub(tenantId).refresh("bots");
  return done(toEvolutionCredential({ ...row, upstreamIds }, instance.value));
}

function refused(words: string): { ok: false; refusal: BotRefusal } {
  const body = { status: 400, error: "Bad Request", response: { message: [words] } };
  return { ok: false, refusal: { ...refuse("invalid_input", words).refusal, said: { status: 400, body } } };
}
