import type { BotKindRow } from "./kind";

export const evoai: BotKindRow = {
  kind: "evoai",
  said: "Evoai",
  idParameter: "evoaiId",
  fallbackColumn: "evoaiIdFallback",
  fields: [
    {
      name: "agentUrl",
      type: "address",
      required: true,
      text: "The agent's address.",
      sample: "https://agent.example.com",
    },
  ],
  secret: "apiKey",
  alike: { by: ["agentUrl"], said: "Evoai already exists" },
};
