import type { BotKindRow } from "./kind";

const paths: Record<string, string> = { textGenerator: "/completion-messages", workflow: "/workflows/run" };

export const dify: BotKindRow = {
  kind: "dify",
  said: "Dify",
  idParameter: "difyId",
  fallbackColumn: "difyIdFallback",
  fields: [
    {
      name: "botType",
      type: "choice",
      required: true,
      options: ["chatBot", "textGenerator", "agent", "workflow"],
      text: "The kind of app.",
    },
    {
      name: "apiUrl",
      type: "address",
      required: false,
      text: "The address of Dify's API.",
      sample: "https://api.dify.ai/v1",
    },
  ],
  secret: "apiKey",
  alike: { by: ["botType", "apiUrl"], said: "Dify already exists" },
  trial: ({ botType }, { text, contact }) => ({
    path: paths[String(botType)] ?? "/chat-messages",
    body: {
      inputs:
        botType === "chatBot" || botType === "agent" ? { remoteJid: contact } : { query: text, remoteJid: contact },
      query: text,
      response_mode: botType === "agent" ? "streaming" : "blocking",
      user: contact,
    },
  }),
};
