import type { Ctx } from "../../context";
import { bot as botTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { kindRows } from "../../evolution/bots/kinds";
import { evolutionFailure } from "../bots/conflict";
import { findBotInstance } from "../bots/find";
import { evolutionBotInput } from "../bots/input";
import { makeBot } from "../bots/make";
import { forbidden } from "../refusals";
import { botIn, lackingWords, type EvolutionBody } from "./body";
import { credentialByEitherId } from "./credential";
import { ofKind, toEvolutionRow, type BotsAsked } from "./find";

/** `POST /<kind>/create`. The bot is the same as one made in the console. */
export async function createEvolutionBot(
  ctx: Ctx,
  asked: BotsAsked & { body: EvolutionBody },
): Promise<Outcome<object, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const { kind, body } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const lacking = lackingWords(kind, body);
  if (lacking) return failed(lacking);

  const credentialId = String(body["openaiCredsId"] ?? "");
  const needsCredential = kindRows[kind].secret === "credential";
  if (needsCredential && !(await credentialByEitherId(ctx, actor, instance.value, credentialId))) {
    // Upstream takes the credential of any instance; what is not this tenant's must not even be asked for.
    const [other] = await ctx.db
      .select({ id: botTable.id })
      .from(botTable)
      .where(ofKind(instance.value, kind))
      .limit(1);
    return failed(other ? "Error creating Openai" : "Error setting default settings");
  }
  const parsed = evolutionBotInput.safeParse({
    ...botIn(kind, body, null),
    instance: asked.instance,
    ...(needsCredential ? { credentialId } : {}),
  });
  if (!parsed.success) return refuseInput(parsed.error);
  const made = await makeBot(ctx, actor, parsed.data, { asEvolution: true });
  return made.ok ? done(toEvolutionRow(made.value, instance.value)) : made;
}

/** A refusal that upstream would have thrown as a plain error. */
export function failed(words: string): { ok: false; refusal: BotRefusal } {
  const { refusal } = refuse("invalid_input", `${words}.`);
  return { ok: false, refusal: { ...refusal, said: evolutionFailure(words) } };
}
