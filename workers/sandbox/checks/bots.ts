import type { Rule } from "../../evolution/checks/check";
import { decimal, fields, flag, oneOf, text, whole } from "../../evolution/checks/parts";
import type { BotKindName } from "../bots/kind";

const texts: Rule = { type: "array", items: text };

const triggers = {
  triggerType: oneOf("all", "keyword", "none", "advanced"),
  triggerOperator: oneOf("equals", "contains", "startsWith", "endsWith", "regex"),
  triggerValue: text,
};

/** Typebot's check was written before the others' and knows fewer of the fields. */
const oldBehaviour = {
  expire: whole,
  keywordFinish: text,
  delayMessage: whole,
  unknownMessage: text,
  listeningFromMe: flag,
  stopBotFromMe: flag,
};
const behaviour = { ...oldBehaviour, keepOpen: flag, debounceTime: whole, ignoreJids: texts };
const pace = { splitMessages: flag, timePerChar: whole };

function bot(
  own: Record<string, Rule>,
  ownRequired: string[],
  rest: Record<string, Rule> = { ...behaviour, ...pace },
): Rule {
  const required = ["enabled", ...ownRequired, "triggerType"];
  return fields({ enabled: flag, description: text, ...own, ...triggers, ...rest }, required, required);
}

/** The bodies of `create` and `update`. */
export const botChecks: Record<BotKindName, Rule> = {
  typebot: bot({ url: text, typebot: text }, ["url", "typebot"], { ...oldBehaviour, ignoreJids: texts }),
  openai: bot(
    {
      openaiCredsId: text,
      botType: oneOf("assistant", "chatCompletion"),
      assistantId: text,
      functionUrl: text,
      model: text,
      systemMessages: texts,
      assistantMessages: texts,
      userMessages: texts,
      maxTokens: whole,
    },
    ["openaiCredsId", "botType"],
    behaviour,
  ),
  dify: bot({ botType: oneOf("chatBot", "textGenerator", "agent", "workflow"), apiUrl: text, apiKey: text }, [
    "botType",
  ]),
  // The check names a password that the code does not read; `basicAuthPass` passes it unseen.
  n8n: bot({ webhookUrl: text, basicAuthUser: text, basicAuthPassword: text }, ["webhookUrl"]),
  evoai: bot({ agentUrl: text, apiKey: text }, ["agentUrl"]),
  flowise: bot({ apiUrl: text, apiKey: text }, ["apiUrl"]),
  evolutionBot: bot({ apiUrl: text, apiKey: text }, ["apiUrl"]),
};

const oldSettings = Object.keys(oldBehaviour);
const allSettings = [...Object.keys(behaviour), ...Object.keys(pace)];

function settings(own: Record<string, Rule>, required: string[]): Rule {
  return fields({ ...own, ...behaviour, ...pace }, required, required);
}

/** The bodies of `settings`. */
export const botSettingsChecks: Record<BotKindName, Rule> = {
  typebot: settings({ typebotIdFallback: text }, oldSettings),
  openai: settings({ openaiCredsId: text, speechToText: flag, openaiIdFallback: text }, [
    "openaiCredsId",
    ...Object.keys(behaviour),
  ]),
  dify: settings({ difyIdFallback: text }, allSettings),
  n8n: settings({ n8nIdFallback: text }, allSettings),
  evoai: settings({ evoaiIdFallback: text }, allSettings),
  flowise: settings({ flowiseIdFallback: text }, Object.keys(behaviour)),
  evolutionBot: settings({ botIdFallback: text }, allSettings),
};

export const botStatusCheck: Rule = fields(
  { remoteJid: text, status: oneOf("opened", "closed", "paused", "delete") },
  ["remoteJid", "status"],
  ["remoteJid", "status"],
);

export const botIgnoreCheck: Rule = fields(
  { remoteJid: text, action: oneOf("add", "remove") },
  ["remoteJid", "action"],
  ["remoteJid", "action"],
);

export const credentialCheck: Rule = fields({ name: text, apiKey: text }, ["name", "apiKey"], ["name", "apiKey"]);

export const typebotStartCheck: Rule = fields(
  { remoteJid: text, url: text, typebot: text },
  ["remoteJid", "url", "typebot"],
  ["remoteJid", "url", "typebot"],
);

const chatwootRequired = [
  "enabled",
  "accountId",
  "token",
  "url",
  "signMsg",
  "reopenConversation",
  "conversationPending",
];

export const chatwootCheck: Rule = fields(
  {
    enabled: flag,
    accountId: text,
    token: text,
    url: text,
    signMsg: flag,
    // `signDelimiter` and `nameInbox` may also be null, which this checker has no words for.
    reopenConversation: flag,
    conversationPending: flag,
    autoCreate: flag,
    importContacts: flag,
    mergeBrazilContacts: flag,
    importMessages: flag,
    daysLimitImportMessages: decimal,
    ignoreJids: texts,
  },
  chatwootRequired,
  chatwootRequired,
);
