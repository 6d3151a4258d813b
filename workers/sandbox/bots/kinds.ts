import { flag, integer, list, text, type Column } from "./columns";
import type { BotKind, BotKindName } from "./kind";

const behaviour = [
  "expire",
  "keywordFinish",
  "delayMessage",
  "unknownMessage",
  "listeningFromMe",
  "stopBotFromMe",
  "keepOpen",
  "debounceTime",
];
const pace = ["splitMessages", "timePerChar"];
const trigger = ["triggerType", "triggerOperator", "triggerValue"];
const times = ["createdAt", "updatedAt"];
const head = ["id", "enabled", "description"];

/** Most kinds are shown in one order; the two oldest tables grew in another. */
function usual(
  own: Record<string, Column>,
  fallbackColumn: string,
): Pick<BotKind, "own" | "botLayout" | "settingsLayout" | "fallbackColumn"> {
  return {
    own,
    fallbackColumn,
    botLayout: [...head, ...Object.keys(own), ...behaviour, "ignoreJids", ...pace, ...trigger, ...times, "instanceId"],
    settingsLayout: ["id", ...behaviour, "ignoreJids", ...pace, ...times, fallbackColumn, "instanceId"],
  };
}

export const botKinds: Readonly<Record<BotKindName, BotKind>> = {
  evolutionBot: {
    ...usual({ apiUrl: text, apiKey: text }, "botIdFallback"),
    title: "EvolutionBot",
    sessionType: "evolution",
    readsFallback: true,
    identity: ["apiUrl", "apiKey"],
    twice: null,
  },
  typebot: {
    title: "Typebot",
    sessionType: "typebot",
    own: { url: text, typebot: text },
    botLayout: [...head, "url", "typebot", ...behaviour, ...times, "ignoreJids", ...trigger, ...pace, "instanceId"],
    settingsLayout: ["id", ...behaviour, "typebotIdFallback", "ignoreJids", ...pace, ...times, "instanceId"],
    fallbackColumn: "typebotIdFallback",
    readsFallback: true,
    identity: ["url", "typebot"],
    twice: null,
  },
  openai: {
    title: "Openai",
    sessionType: "openai",
    own: {
      botType: text,
      assistantId: text,
      functionUrl: text,
      model: text,
      systemMessages: list,
      assistantMessages: list,
      userMessages: list,
      maxTokens: integer,
      openaiCredsId: text,
    },
    botLayout: [
      ...head,
      "botType",
      "assistantId",
      "functionUrl",
      "model",
      "systemMessages",
      "assistantMessages",
      "userMessages",
      "maxTokens",
      ...behaviour,
      ...pace,
      "ignoreJids",
      ...trigger,
      ...times,
      "openaiCredsId",
      "instanceId",
    ],
    settingsLayout: [
      "id",
      ...behaviour,
      "ignoreJids",
      ...pace,
      "speechToText",
      ...times,
      "openaiCredsId",
      "openaiIdFallback",
      "instanceId",
    ],
    fallbackColumn: "openaiIdFallback",
    readsFallback: true,
    identity: ["botType", "assistantId", "model", "maxTokens"],
    twice: "Openai Bot already exists",
  },
  dify: {
    ...usual({ botType: text, apiUrl: text, apiKey: text }, "difyIdFallback"),
    title: "Dify",
    sessionType: "dify",
    readsFallback: false,
    identity: ["botType", "apiUrl", "apiKey"],
    twice: "Dify already exists",
  },
  n8n: {
    ...usual({ webhookUrl: text, basicAuthUser: text, basicAuthPass: text }, "n8nIdFallback"),
    title: "N8n",
    sessionType: "n8n",
    readsFallback: false,
    identity: ["webhookUrl", "basicAuthUser", "basicAuthPass"],
    twice: "N8n already exists",
  },
  evoai: {
    ...usual({ agentUrl: text, apiKey: text }, "evoaiIdFallback"),
    title: "Evoai",
    sessionType: "evoai",
    readsFallback: true,
    identity: ["agentUrl", "apiKey"],
    twice: "Evoai already exists",
  },
  flowise: {
    ...usual({ apiUrl: text, apiKey: text }, "flowiseIdFallback"),
    title: "Flowise",
    sessionType: "flowise",
    readsFallback: true,
    identity: ["apiUrl", "apiKey"],
    twice: "Flowise already exists",
  },
};

/** OpenAI's settings hold two columns more. */
export const openaiSettingsColumns: Record<string, Column> = { openaiCredsId: text, speechToText: flag };
