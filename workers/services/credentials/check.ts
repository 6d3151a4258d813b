import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { botFailures, type BotFailure } from "../../domain/bot-failure";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { openSecret } from "../../evolution/bots/secret";
import { forbidden } from "../refusals";
import { modelsOf } from "./list-models";

export type CredentialCheck = { works: true; models: number } | { works: false; cause: BotFailure; message: string };

/** Does the provider still take this key? Asks for its models, which costs nothing. */
export async function checkCredential(ctx: Ctx, id: string): Promise<Outcome<CredentialCheck>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const credential = await ctx.hub(actor.tenantId).findCredential(id);
  if (!credential) return refuse("not_found", "There is no such credential.");
  if (credential.kind !== "openai") {
    return refuse("conflict", "Only a bot can tell whether this credential works. Try the bot out.");
  }
  const secret = await openSecret(ctx.secrets.seal, credential);
  const models = await modelsOf(ctx, { connection: {}, secret, baseUrl: credential.baseUrl });
  if (models.listed) return done({ works: true, models: models.ids.length });
  return done({ works: false, cause: models.failure, message: botFailures[models.failure] });
}
