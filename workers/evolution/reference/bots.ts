import type { Family, OperationText } from "./family";
import { may, need, type Field } from "./field";

/** What all bots have in common: when they begin, when they stop, how they write. */
const common: Field[] = [
  need("enabled", "boolean", "Whether it answers."),
  may("description", "string", "A name for it."),
  need("triggerType", "string", "When it begins.", { values: ["all", "keyword", "none", "advanced"] }),
  may("triggerOperator", "string", "How the keyword is compared.", {
    values: ["equals", "contains", "startsWith", "endsWith", "regex"],
  }),
  may("triggerValue", "string", "The keyword."),
];

const manners: Field[] = [
  may("expire", "integer", "Minutes of silence after which a session ends.", { minimum: 0 }),
  may("keywordFinish", "string", "The word that ends it."),
  may("delayMessage", "integer", "Milliseconds between its messages.", { minimum: 0 }),
  may("unknownMessage", "string", "What it says to what it cannot read."),
  may("listeningFromMe", "boolean", "Your own messages can begin it."),
  may("stopBotFromMe", "boolean", "Your own messages pause it."),
  may("keepOpen", "boolean", "Keep the session when it has ended."),
  may("debounceTime", "integer", "Seconds to wait for more messages.", { minimum: 0 }),
  may("ignoreJids", "string[]", "Chats that it leaves alone."),
  may("splitMessages", "boolean", "Send long answers in parts."),
  may("timePerChar", "integer", "Milliseconds of typing for each letter.", { minimum: 0 }),
];

const remoteJid = need("remoteJid", "string", "The chat's JID.", { sample: "5511988887777@s.whatsapp.net" });
const apiUrl = need("apiUrl", "string", "The bot's address.", { sample: "https://bot.example.com" });
const apiKey = may("apiKey", "string", "The bot server's key.");

interface Bot {
  noun: string;
  title: string;
  /** The path's name for a bot's id. */
  id: string;
  own: Field[];
  more?: Record<string, OperationText>;
}

function botFamily({ noun, title, id, own, more }: Bot): Family {
  const base = `/${noun}`;
  return {
    id: noun,
    title,
    lead: `Bots of ${title}: when they begin, whom they answer, and the conversations that they are in.`,
    nouns: [noun],
    operations: {
      [`POST ${base}/create/:instance`]: {
        summary: "Create a bot",
        text: "Two bots may not have the same trigger. A bot with the trigger `all` must be the only one that is enabled.",
        status: 201,
        fields: [...common, ...own, ...manners],
        answer: "The bot as it was stored.",
      },
      [`GET ${base}/find/:instance`]: { summary: "List bots", answer: "A list of bots." },
      [`GET ${base}/fetch/:${id}/:instance`]: { summary: "Read a bot", answer: "The bot, or null." },
      [`PUT ${base}/update/:${id}/:instance`]: {
        summary: "Change a bot",
        text: "Takes the whole bot again.",
        fields: [...common, ...own, ...manners],
        answer: "The bot as it is now.",
      },
      [`DELETE ${base}/delete/:${id}/:instance`]: { summary: "Delete a bot", answer: "The bot's id." },
      [`POST ${base}/settings/:instance`]: {
        summary: "Set what holds for all bots",
        fields: [
          ...(noun === "openai" ? [own[0]!, may("speechToText", "boolean", "Write down voice messages.")] : []),
          ...manners,
          may("fallbackId", "string", "The bot that answers when no trigger fits."),
        ],
        answer: "The settings as they are now.",
      },
      [`GET ${base}/fetchSettings/:instance`]: {
        summary: "Read what holds for all bots",
        answer: "The settings, or the defaults.",
      },
      [`POST ${base}/changeStatus/:instance`]: {
        summary: "Pause, reopen or end a conversation",
        fields: [
          remoteJid,
          need("status", "string", "What it becomes.", { values: ["opened", "paused", "closed", "delete"] }),
        ],
        answer: "The conversation and its new state.",
      },
      [`GET ${base}/fetchSessions/:${id}/:instance`]: {
        summary: "List a bot's conversations",
        answer: "A list of sessions.",
      },
      [`POST ${base}/ignoreJid/:instance`]: {
        summary: "Leave a chat alone, or answer it again",
        text: "Settings must have been saved before.",
        fields: [remoteJid, need("action", "string", "What to do.", { values: ["add", "remove"] })],
        answer: "`ignoreJids` as they are now.",
      },
      ...more,
    },
  };
}

const typebotUrl = need("url", "string", "Typebot's address.", { sample: "https://typebot.example.com" });
const typebotName = need("typebot", "string", "The flow's public name.", { sample: "welcome" });

export const bots: readonly Family[] = [
  botFamily({
    noun: "typebot",
    title: "Typebot",
    id: "typebotId",
    own: [typebotUrl, typebotName],
    more: {
      "POST /typebot/start/:instance": {
        summary: "Start a flow in a chat",
        fields: [
          remoteJid,
          typebotUrl,
          typebotName,
          may("startSession", "boolean", "Keep the conversation going after the first messages."),
          may("variables", "object[]", "Values for the flow.", {
            fields: [need("name", "string", "The variable."), need("value", "string", "Its value.")],
          }),
        ],
        answer: "The flow and its variables.",
      },
    },
  }),
  botFamily({
    noun: "openai",
    title: "OpenAI",
    id: "openaiBotId",
    own: [
      need("openaiCredsId", "string", "The id of the key that was stored under `creds`.", {
        sample: "cmwtbpypt0001ji7d6uf5bg9l",
      }),
      need("botType", "string", "An assistant, or plain completions.", { values: ["assistant", "chatCompletion"] }),
      may("assistantId", "string", "For an assistant."),
      may("functionUrl", "string", "For an assistant: the address that carries out its functions."),
      may("model", "string", "For completions."),
      may("maxTokens", "integer", "For completions.", { minimum: 1 }),
      may("systemMessages", "string[]", "What it is told first."),
      may("assistantMessages", "string[]", "What it is taken to have said."),
      may("userMessages", "string[]", "What people are taken to have said."),
    ],
    more: {
      "POST /openai/creds/:instance": {
        summary: "Store a key of OpenAI",
        status: 201,
        fields: [
          need("name", "string", "A name for it.", { sample: "main" }),
          need("apiKey", "string", "The key.", { sample: "sk-..." }),
        ],
        answer: "The row as it was stored.",
      },
      "GET /openai/creds/:instance": { summary: "List keys of OpenAI", answer: "A list of rows." },
      "DELETE /openai/creds/:openaiCredsId/:instance": {
        summary: "Delete a key of OpenAI",
        answer: "The row's id. A key that settings use answers 500.",
      },
      "GET /openai/getModels/:instance": {
        summary: "List the models",
        query: [may("openaiCredsId", "string", "With which key.")],
        answer: "The list that OpenAI gives.",
      },
    },
  }),
  botFamily({
    noun: "dify",
    title: "Dify",
    id: "difyId",
    own: [
      need("botType", "string", "The kind of app.", { values: ["chatBot", "textGenerator", "agent", "workflow"] }),
      { ...apiUrl, required: false },
      apiKey,
    ],
  }),
  botFamily({ noun: "flowise", title: "Flowise", id: "flowiseId", own: [apiUrl, apiKey] }),
  botFamily({ noun: "evolutionBot", title: "Evolution Bot", id: "evolutionBotId", own: [apiUrl, apiKey] }),
  botFamily({
    noun: "n8n",
    title: "n8n",
    id: "n8nId",
    own: [
      need("webhookUrl", "string", "The workflow's address.", { sample: "https://n8n.example.com/webhook/bot" }),
      may("basicAuthUser", "string", "Its user."),
      may("basicAuthPass", "string", "Its password."),
    ],
  }),
  botFamily({
    noun: "evoai",
    title: "EvoAI",
    id: "evoaiId",
    own: [need("agentUrl", "string", "The agent's address.", { sample: "https://agent.example.com" }), apiKey],
  }),
];
