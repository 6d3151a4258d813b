import { behaviourNames, type BotKind } from "../../domain/bot";
import { lackingField } from "../../evolution/bots/kind";
import { kindRows } from "../../evolution/bots/kinds";
import { keyMask } from "../../evolution/bots/secret";
import type { FoundBot } from "../bots/find";

/** The body of a create or update, once Evolution's own check found nothing wrong with it. */
export type EvolutionBody = Record<string, unknown>;

/** What such a body says of a bot, in the words of our verbs. What it leaves out stays out. */
export function botIn(kind: BotKind, body: EvolutionBody, kept: FoundBot | null) {
  const { fields } = kindRows[kind];
  const given = fields.filter(({ name }) => body[name] !== undefined).map(({ name }) => [name, body[name]]);
  const behaviour = behaviourNames.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]);
  return {
    kind,
    ...(body["description"] === undefined ? {} : { name: body["description"] }),
    enabled: body["enabled"],
    connection: Object.fromEntries(given) as Record<string, unknown>,
    triggers: {
      type: body["triggerType"],
      operator: body["triggerOperator"] ?? null,
      value: body["triggerValue"] ?? null,
    },
    behaviour: Object.fromEntries(behaviour) as Record<string, unknown>,
    ...secretIn(kind, body, kept),
  };
}

/** The words in which upstream misses what goes with another choice; null when nothing is missing. */
export function lackingWords(kind: BotKind, body: EvolutionBody): string | null {
  return lackingField(kindRows[kind].fields, body)?.neededWith?.said ?? null;
}

/** Programs write back what they read. What they read of a secret is its mask, which changes nothing. */
function secretIn(kind: BotKind, body: EvolutionBody, kept: FoundBot | null): object {
  const { secret } = kindRows[kind];
  const hint = kept?.credential?.hint;
  if (secret === "apiKey") {
    const { apiKey } = body;
    if (apiKey === undefined || (kept && apiKey === hint)) return {};
    return apiKey === "" ? { credentialId: null } : { secret: { apiKey } };
  }
  if (secret === "basic") {
    const { basicAuthUser: user = "", basicAuthPass: password = "" } = body;
    if (user === "" && password === "")
      return kept && body["basicAuthUser"] === undefined ? {} : { credentialId: null };
    return kept && user === hint && password === keyMask ? {} : { secret: { user, password } };
  }
  return {};
}
