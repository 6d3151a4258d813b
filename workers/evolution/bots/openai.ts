import type { BotKindRow, ConnectionField } from "./kind";

const chat = (said: string) => ({ field: "botType", value: "chatCompletion", said });
const prompt = (name: string, text: string): ConnectionField => ({
  name,
  type: "texts",
  required: false,
  text,
  isPrompt: true,
});

export const openai: BotKindRow = {
  kind: "openai",
  said: "Openai",
  idParameter: "openaiBotId",
  fallbackColumn: "openaiIdFallback",
  fields: [
    {
      name: "botType",
      type: "choice",
      required: true,
      options: ["assistant", "chatCompletion"],
      text: "An assistant, or plain completions.",
    },
    {
      name: "assistantId",
      type: "text",
      required: false,
      text: "For an assistant.",
      neededWith: { field: "botType", value: "assistant", said: "Assistant ID is required" },
    },
    {
      name: "functionUrl",
      type: "address",
      required: false,
      relayPath: "/function",
      text: "For an assistant: the address that carries out its functions.",
    },
    {
      name: "model",
      type: "text",
      required: false,
      text: "For completions.",
      neededWith: chat("Model is required"),
    },
    prompt("systemMessages", "What it is told first."),
    prompt("assistantMessages", "What it is taken to have said."),
    prompt("userMessages", "What people are taken to have said."),
    {
      name: "maxTokens",
      type: "number",
      required: false,
      text: "For completions.",
      neededWith: chat("Max tokens is required"),
    },
  ],
  secret: "credential",
  rowEnd: [
    "splitMessages",
    "timePerChar",
    "ignoreJids",
    "triggerType",
    "triggerOperator",
    "triggerValue",
    "createdAt",
    "updatedAt",
    "openaiCredsId",
    "instanceId",
  ],
  alike: { by: ["botType", "model", "maxTokens", "assistantId"], said: "Openai Bot already exists" },
};
