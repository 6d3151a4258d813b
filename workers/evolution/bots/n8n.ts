import type { BotKindRow } from "./kind";

export const n8n: BotKindRow = {
  kind: "n8n",
  said: "N8n",
  idParameter: "n8nId",
  fallbackColumn: "n8nIdFallback",
  fields: [
    {
      name: "webhookUrl",
      type: "address",
      required: true,
      text: "The workflow's address.",
      sample: "https://n8n.example.com/webhook/bot",
    },
  ],
  secret: "basic",
  alike: { by: ["webhookUrl"], said: "N8n already exists" },
};
