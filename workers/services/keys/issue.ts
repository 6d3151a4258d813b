import type { Ctx } from "../../context";
import { apiKey } from "../../db/schema";
import { may } from "../../domain/actor";
import { keyInput, keyPrefix, type IssuedKey } from "../../domain/key";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { AppError } from "../../domain/error";
import { sandboxServer } from "../../evolution/server";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";
import { columnsOf, mayManageKeys, restrictedKey } from "./choices";
import { toPublicKey } from "./list";

/**
 * Makes an API key for the whole account, or for one instance, with a budget of messages if wanted.
 * The answer is the only place where the key itself ever stands.
 */
export async function issueKey(ctx: Ctx, input: unknown): Promise<Outcome<IssuedKey>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = keyInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { instance: instanceName, environment } = parsed.data;
  if (!(await mayManageKeys(ctx))) return restrictedKey;
  const chosen = columnsOf(ctx, parsed.data);
  if (!chosen.ok) return chosen;
  const instance = instanceName === undefined ? null : await findInstance(ctx, actor.tenantId, instanceName);
  if (instanceName !== undefined && !instance) return noInstance(instanceName);
  if (environment === "sandbox" && instance && instance.server !== sandboxServer) {
    return refuse("invalid_input", "instance: must be a sandbox instance for a sandbox key", { field: "instance" });
  }

  const { key, hash } = await ctx.secrets.issueKey(environment, actor.tenantId);
  const [row] = await ctx.db
    .insert(apiKey)
    .values({
      ...chosen.value,
      id: `key_${crypto.randomUUID()}`,
      tenantId: actor.tenantId,
      name: parsed.data.name,
      kind: "tenant",
      hash,
      prefix: keyPrefix(key),
      instanceId: instance?.id ?? null,
      createdBy: actor.kind === "user" ? actor.userId : actor.kind === "key" ? actor.keyId : null,
      createdAt: ctx.now(),
    })
    .returning();
  if (!row) throw new AppError("key_not_stored", "The key could not be stored. Try again.");
  await ctx.hub(actor.tenantId).refresh("keys");
  return done({ ...toPublicKey({ key: row, instance: instance?.name ?? null }, undefined), key });
}
