import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { shownCredentialId } from "../../evolution/bots/wire";
import type { InstancePolicy } from "../../tenant/hub/policy";
import type { CredentialRow } from "../bots/credential";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import { credentialsOn } from "./credential";

/** `GET /openai/creds`. Upstream shows the keys; here they are masked. */
export async function listEvolutionCredentials(ctx: Ctx, asked: { instance: string }): Promise<Outcome<object[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await credentialsOn(ctx, actor, instance.value);
  return done(found.map(({ credential }) => toEvolutionCredential(credential, instance.value)));
}

export function toEvolutionCredential(credential: CredentialRow, instance: InstancePolicy): object {
  return {
    id: shownCredentialId(credential, instance.id),
    name: credential.name,
    apiKey: credential.hint,
    createdAt: new Date(credential.createdAt).toISOString(),
    updatedAt: new Date(credential.updatedAt).toISOString(),
    instanceId: instance.upstreamId ?? instance.id,
  };
}
