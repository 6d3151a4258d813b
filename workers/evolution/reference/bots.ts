import { botKindTitles, botKinds, triggerOperators, triggerTypes, type BotKind } from "../../domain/bot";
import type { ConnectionField } from "../bots/kind";
import { kindRows } from "../bots/kinds";
import type { Family, OperationText } from "./family";
import { may, need, type Field, type FieldType } from "./field";

/** What all bots have in common: when they begin, when they stop, how they write. */
const common: Field[] = [
  need("enabled", "boolean", "Whether it answers."),
  may("description", "string", "A name for it."),
  need("triggerType", "string", "When it begins.", { values: triggerTypes }),
  may("triggerOperator", "string", "How the keyword is compared.", { values: triggerOperators }),
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
/** The members of a kind's own, from the table of kinds. */
function ownFields(kind: BotKind): Field[] {
  const { fields, secret } = kindRows[kind];
  const connection = fields.map(({ name, type, required, text, options, sample }): Field => ({
    name,
    type: fieldTypes[type],
    required,
    text,
    ...(options ? { values: options } : {}),
    ...(type === "number" ? { minimum: 1 } : {}),
    ...(sample === undefined ? {} : { sample }),
  }));
  switch (secret) {
    case "none":
      return connection;
    case "apiKey":
      return [...connection, may("apiKey", "string", "The bot server's key. Answers show it masked.")];
    case "basic":
      return [
        ...connection,
        may("basicAuthUser", "string", "Its user."),
        may("basicAuthPass", "string", "Its password. Answers show it masked."),
      ];
    case "credential":
      return [credentialField, ...connection];
  }
}

const fieldTypes: Record<ConnectionField["type"], FieldType> = {
  address: "string",
  text: "string",
  choice: "string",
  number: "integer",
  texts: "string[]",
};

const credentialField = need("openaiCredsId", "string", "The id of the key that was stored under `creds`.", {
  sample: "cmwtbpypt0001ji7d6uf5bg9l",
});

function botFamily(noun: BotKind): Family {
  const { idParameter: id } = kindRows[noun];
  const own = ownFields(noun);
  const title = botKindTitles[noun];
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
          ...(noun === "openai"
            ? [
                credentialField,
                may("speechToText", "boolean", "Put voice messages into words. On sandbox phones only."),
              ]
            : []),
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
      ...more[noun],
    },
  };
}

const typebotUrl = need("url", "string", "Typebot's address.", { sample: "https://typebot.example.com" });
const typebotName = need("typebot", "string", "The flow's public name.", { sample: "welcome" });

/** Routes that one kind alone has. */
const more: Partial<Record<BotKind, Record<string, OperationText>>> = {
  typebot: {
    "POST /typebot/start/:instance": {
      summary: "Start a flow in a chat",
      text: "A flow that is no bot of the instance yet becomes one, which begins at nothing else.",
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
  openai: {
    "POST /openai/creds/:instance": {
      summary: "Store a key of OpenAI",
      status: 201,
      fields: [
        need("name", "string", "A name for it.", { sample: "main" }),
        need("apiKey", "string", "The key.", { sample: "sk-..." }),
      ],
      answer: "The row as it was stored, its key masked.",
    },
    "GET /openai/creds/:instance": { summary: "List keys of OpenAI", answer: "A list of rows, their keys masked." },
    "DELETE /openai/creds/:openaiCredsId/:instance": {
      summary: "Delete a key of OpenAI",
      answer: "The row's id. A key that bots or settings use answers 500.",
    },
    "GET /openai/getModels/:instance": {
      summary: "List the models",
      query: [may("openaiCredsId", "string", "With which key.")],
      answer: "The list that OpenAI gives.",
    },
  },
};

export const bots: readonly Family[] = botKinds.map(botFamily);
