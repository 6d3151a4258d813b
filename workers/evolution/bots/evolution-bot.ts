import type { BotKindRow } from "./kind";

export const evolutionBot: BotKindRow = {
  kind: "evolutionBot",
  said: "EvolutionBot",
  idParameter: "evolutionBotId",
  fallbackColumn: "botIdFallback",
  fields: [
    { name: "apiUrl", type: "address", required: true, text: "The bot's address.", sample: "https://bot.example.com" },
  ],
  secret: "apiKey",
  alike: null,
};
