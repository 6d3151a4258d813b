import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { findBotInstance } from "../bots/find";
import { discardCredential } from "../credentials/discard";
import { forbidden } from "../refusals";
import { failed } from "./create";
import { credentialByEitherId } from "./credential";

/** `DELETE /openai/creds/:id`. One of the whole account is not for a key of one instance to delete. */
export async function deleteEvolutionCredential(
  ctx: Ctx,
  asked: { instance: string; id: string },
): Promise<Outcome<object, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await credentialByEitherId(ctx, actor, instance.value, asked.id);
  if (!found) return failed("Error deleting openai creds");
  if (found.credential.instanceId === null && !may(actor, "administer")) return forbidden;
  const removed = await discardCredential(ctx, actor, found);
  return removed.ok ? done({ openaiCreds: { id: asked.id } }) : removed;
}
