import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { kindRows } from "../../evolution/bots/kinds";
import { findBotInstance } from "../bots/find";
import { evolutionBotChange } from "../bots/input";
import { remakeBot } from "../bots/remake";
import { forbidden } from "../refusals";
import { botIn, lackingWords, type EvolutionBody } from "./body";
import { failed } from "./create";
import { credentialByEitherId } from "./credential";
import { botByEitherId, toEvolutionRow, type BotsAsked } from "./find";

/** `PUT /<kind>/update/:id`: takes the whole bot again. A masked key that comes back changes nothing. */
export async function updateEvolutionBot(
  ctx: Ctx,
  asked: BotsAsked & { id: string; body: EvolutionBody },
): Promise<Outcome<object, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const { kind, body } = asked;
  const instance = await findBotInstance(ctx, actor, asked.instance);
  if (!instance.ok) return instance;
  const found = await botByEitherId(ctx, actor, instance.value, kind, asked.id);
  const unknown = `Error updating ${kindRows[kind].said}`;
  if (!found) return failed(unknown);
  const lacking = lackingWords(kind, body);
  if (lacking) return failed(lacking);

  const credentialId = String(body["openaiCredsId"] ?? "");
  const needsCredential = kindRows[kind].secret === "credential";
  if (needsCredential && !(await credentialByEitherId(ctx, actor, instance.value, credentialId))) {
    return failed(unknown);
  }
  const parsed = evolutionBotChange.safeParse({
    ...botIn(kind, body, found),
    ...(needsCredential ? { credentialId } : {}),
  });
  if (!parsed.success) return refuseInput(parsed.error);
  const changed = await remakeBot(ctx, actor, found, parsed.data, { asEvolution: true });
  return changed.ok ? done(toEvolutionRow(changed.value, instance.value)) : changed;
}
