import type { BotKind } from "../../domain/bot";
import { triggerOperators, triggerTypes } from "../../domain/bot";
import type { ConnectionField } from "../bots/kind";
import { kindRows } from "../bots/kinds";
import type { Rule } from "./check";
import { fields, flag, oneOf, text, whole } from "./parts";

const texts: Rule = { type: "array", items: text };

/** `POST /<kind>/create` and `PUT /<kind>/update`, made from the table of kinds. */
export function botCheck(kind: BotKind): Rule {
  const { fields: own, secret } = kindRows[kind];
  const required = [
    "enabled",
    ...(secret === "credential" ? ["openaiCredsId"] : []),
    ...own.filter((field) => field.required).map(({ name }) => name),
    "triggerType",
  ];
  const connection = Object.fromEntries(own.map((field) => [field.name, ruleOf(field)]));
  return fields(
    {
      enabled: flag,
      description: text,
      ...(secret === "credential" ? { openaiCredsId: text } : {}),
      ...connection,
      ...(secret === "apiKey" ? { apiKey: text } : {}),
      ...(secret === "basic" ? { basicAuthUser: text, basicAuthPass: text } : {}),
      triggerType: oneOf(...triggerTypes),
      triggerOperator: oneOf(...triggerOperators),
      triggerValue: text,
      expire: whole,
      keywordFinish: text,
      delayMessage: whole,
      unknownMessage: text,
      listeningFromMe: flag,
      stopBotFromMe: flag,
      keepOpen: flag,
      debounceTime: whole,
      ignoreJids: texts,
      splitMessages: flag,
      timePerChar: whole,
    },
    required,
    required,
  );
}

export const credentialCheck: Rule = fields({ name: text, apiKey: text }, ["name", "apiKey"], ["name", "apiKey"]);

export const startCheck: Rule = fields(
  {
    remoteJid: text,
    url: text,
    typebot: text,
    startSession: flag,
    variables: { type: "array", items: fields({ name: text, value: text }, ["name", "value"]) },
  },
  ["remoteJid", "url", "typebot"],
  ["remoteJid", "url", "typebot"],
);

function ruleOf({ type, options }: ConnectionField): Rule {
  switch (type) {
    case "choice":
      return oneOf(...(options ?? []));
    case "number":
      return whole;
    case "texts":
      return texts;
    default:
      return text;
  }
}
