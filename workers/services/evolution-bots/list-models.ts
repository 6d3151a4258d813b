import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { findBotInstance } from "../bots/find";
import { onInstance } from "../bots/speech-credential";
import { forbidden } from "../refusals";
import { failed } from "./create";
import { credentialByEitherId } from "./credential";

/** `GET /openai/getModels`: upstream asks the relay, which asks the provider with the tenant's key. */
export async function listEvolutionModels(
  ctx: Ctx,
  asked: { instance: string; credentialId: string | null },
): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await credentialByEitherId(ctx, actor, instance.value, asked.credentialId ?? "");
  const row = found && (await onInstance(ctx, actor.tenantId, instance.value, found.credential));
  if (!row) return failed("OpenAI credentials not found for the provided ID");
  const query = { openaiCredsId: row };
  const listed = await callBots(ctx, actor.tenantId, instance.value, {
    method: "GET",
    kind: "openai",
    verb: ["getModels"],
    query,
  });
  return listed.ok ? done(listed.value) : listed;
}
