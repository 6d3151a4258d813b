import type { Ctx } from "../../context";
import { refuse } from "../../domain/outcome";
import { sha256Hex } from "../../secrets/bytes";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { callBots, type BotAnswer, type BotRefusal } from "./call";

/**
 * A row of OpenAI credentials upstream, with a relay token where the key would stand. Names and keys are
 * unique over upstream's whole database; both come from the subject, which is.
 */
export async function makeUpstreamCredential(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  subject: string,
): Promise<{ ok: true; value: string } | { ok: false; refusal: BotRefusal }> {
  const apiKey = await ctx.secrets.relayToken({ tenantId, subject });
  const body = { name: subject, apiKey };
  const made = await callBots(ctx, tenantId, instance, { method: "POST", kind: "openai", verb: ["creds"], body });
  const id = idIn(made);
  if (id) return { ok: true, value: id };
  // Left there by a call whose answer was lost.
  const left = made.ok ? null : await findUpstreamCredential(ctx, tenantId, instance, subject);
  if (left) return { ok: true, value: left };
  return made.ok ? refuse("upstream_failed", "The WhatsApp server did not keep the credential.") : made;
}

async function findUpstreamCredential(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  subject: string,
): Promise<string | null> {
  const rows = await listUpstreamCredentials(ctx, tenantId, instance);
  return rows.find(({ name }) => name === subject)?.id ?? null;
}

export async function listUpstreamCredentials(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
): Promise<{ id: string; name: string }[]> {
  const listed = await callBots(ctx, tenantId, instance, { method: "GET", kind: "openai", verb: ["creds"] });
  return listed.ok && Array.isArray(listed.value) ? (listed.value as { id: string; name: string }[]) : [];
}

export function removeUpstreamCredential(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  id: string,
): Promise<BotAnswer> {
  return callBots(ctx, tenantId, instance, { method: "DELETE", kind: "openai", verb: ["creds", id] });
}

/**
 * What the relay token of a credential names on one instance. Upstream's settings of two instances cannot
 * share a row of credentials, so each instance has its own, and no two rows may hold the same key.
 */
export async function credentialSubject(credentialId: string, instanceId: string): Promise<string> {
  return `${credentialId}${(await sha256Hex(instanceId)).slice(0, 12)}`;
}

function idIn(answer: BotAnswer): string | null {
  const id = answer.ok ? (answer.value as { id?: unknown } | null)?.id : null;
  return typeof id === "string" && id !== "" ? id : null;
}
