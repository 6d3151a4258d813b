import type { BotKindRow } from "./kind";

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
};
