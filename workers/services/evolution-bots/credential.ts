import { and, eq, isNull, or } from "drizzle-orm";
import type { Ctx } from "../../context";
import { credential as credentialTable } from "../../db/schema";
import type { TenantActor } from "../../domain/actor";
import { shownCredentialId } from "../../evolution/bots/wire";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { findCredentials, type FoundCredential } from "../credentials/find";

/** OpenAI's credentials that an instance's bots may use: its own, and those of the whole account. Oldest first. */
export async function credentialsOn(
  ctx: Ctx,
  actor: TenantActor,
  instance: InstancePolicy,
): Promise<FoundCredential[]> {
  const reachable = or(isNull(credentialTable.instanceId), eq(credentialTable.instanceId, instance.id));
  const found = await findCredentials(ctx, actor, and(eq(credentialTable.kind, "openai"), reachable));
  return found.reverse();
}

/** One of them by the id that upstream gave it on the instance, or by Zapin's. */
export async function credentialByEitherId(
  ctx: Ctx,
  actor: TenantActor,
  instance: InstancePolicy,
  id: string,
): Promise<FoundCredential | null> {
  const found = await credentialsOn(ctx, actor, instance);
  return (
    found.find(({ credential }) => credential.id === id || shownCredentialId(credential, instance.id) === id) ?? null
  );
}
