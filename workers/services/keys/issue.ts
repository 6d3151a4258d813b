import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import { may } from "../../domain/actor";
import { keyInput, keyPrefix, type IssuedKey } from "../../domain/key";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";

/**
 * Makes an API key for the whole account, or for one instance, with a budget of messages if wanted.
 * The answer is the only place where the key itself ever stands.
 */
export async function issueKey(ctx: Ctx, input: unknown): Promise<Outcome<IssuedKey>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = keyInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { name, instance: instanceName, limits } = parsed.data;
  const instance = instanceName === undefined ? null : await findInstance(ctx, actor.tenantId, instanceName);
  if (instanceName !== undefined && !instance) return noInstance(instanceName);

  const { key, hash } = await ctx.secrets.issueKey("live", actor.tenantId);
  const row = {
    id: `key_${crypto.randomUUID()}`,
    tenantId: actor.tenantId,
    name,
    kind: "tenant" as const,
    hash,
    prefix: keyPrefix(key),
    instanceId: instance?.id ?? null,
    messagesLimit: limits?.messages ?? null,
    createdBy: actor.kind === "user" ? actor.userId : actor.kind === "key" ? actor.keyId : null,
    createdAt: ctx.now(),
  };
  await ctx.db.insert(apiKey).values(row);
  await ctx.hub(actor.tenantId).refresh("keys");
  return done({
    id: row.id,
    name,
    kind: row.kind,
    prefix: row.prefix,
    instance: instance?.name ?? null,
    limits: { messages: row.messagesLimit },
    usage: { messages: 0 },
    createdAt: row.createdAt,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    key,
  });
}
