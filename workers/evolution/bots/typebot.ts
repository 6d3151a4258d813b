import type { BotKindRow } from "./kind";

export const typebot: BotKindRow = {
  kind: "typebot",
  said: "Typebot",
  idParameter: "typebotId",
  fallbackColumn: "typebotIdFallback",
  fields: [
    { name: "url", type: "address", required: true, text: "Typebot's address.", sample: "https://typebot.example.com" },
    { name: "typebot", type: "text", required: true, text: "The flow's public name.", sample: "welcome" },
  ],
  secret: "none",
  rowEnd: [
    "createdAt",
    "updatedAt",
    "ignoreJids",
    "triggerType",
    "triggerOperator",
    "triggerValue",
    "splitMessages",
    "timePerChar",
    "instanceId",
  ],
  alike: null,
};
