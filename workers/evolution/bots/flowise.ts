import type { BotKindRow } from "./kind";

export const flowise: BotKindRow = {
  kind: "flowise",
  said: "Flowise",
  idParameter: "flowiseId",
  fallbackColumn: "flowiseIdFallback",
  fields: [
    {
      name: "apiUrl",
      type: "address",
      required: true,
      text: "The address of the flow's prediction.",
      sample: "https://flowise.example.com/api/v1/prediction/5f0c",
    },
  ],
  secret: "apiKey",
  alike: { by: ["apiUrl"], said: "Flowise already exists" },
};
