import { sessionInput } from "../bots/change-session";
import { botChange, botInput } from "../bots/input";
import { botFilter } from "../bots/list";
import { restoreInput } from "../bots/restore-prompt";
import { tenantBudgetInput } from "../bots/set-budget";
import { credentialChange, credentialInput } from "../credentials/input";
import { credentialFilter } from "../credentials/list";
import type { OwnText } from "./own-texts";

/** What is said of the routes of bots and of their credentials. */
export const botTexts: Readonly<Record<string, OwnText>> = {
  "GET /api/bots": { summary: "List bots", query: botFilter, answer: "`bots`, newest first." },
  "POST /api/bots": {
    summary: "Make a bot",
    text: "What `connection` holds depends on the kind: it has the members that Evolution's own routes have for it. The secret stands in a credential of yours (`credentialId`) or is the bot's own (`secret`), and is never read back. Two bots of an instance may not begin at the same message.",
    status: 201,
    body: botInput,
    sample: {
      instance: "shop",
      kind: "typebot",
      name: "Welcome",
      connection: { url: "https://typebot.example.com", typebot: "welcome" },
      triggers: { type: "keyword", operator: "contains", value: "hello" },
      fallbackText: "One moment, somebody will answer you.",
    },
    answer: "The bot.",
  },
  "GET /api/bots/budget": {
    summary: "Read the budget of all bots",
    answer:
      "`budget`, null where there is none, and `spent`: `tokens` and `costUsd` of the `day` and the `month` that run, by the midnights of UTC.",
  },
  "PUT /api/bots/budget": {
    summary: "Set the budget of all bots",
    text: "What all bots together may use up, beside the budget of each. A limit that is left out, or null, is none. At three quarters and at the end there is an event `zapin.bot.budget` without a `botId`; from the end on, each bot does what its own `budgetAction` says. Money is in US dollars.",
    body: tenantBudgetInput,
    sample: { budget: { moneyPerMonth: 50, tokensPerDay: 200000 } },
    answer: "`budget` and `spent`, as they are now.",
  },
  "GET /api/bots/:id": { summary: "Read a bot", answer: "The bot." },
  "PATCH /api/bots/:id": {
    summary: "Change a bot",
    text: "What is left out stays. Of `connection` and `behaviour` each member for itself; null takes one of the connection's away. A change of what the model is told is kept as a version.",
    body: botChange,
    sample: { name: "Welcome", behaviour: { expire: 30 } },
    answer: "The bot as it is now.",
  },
  "DELETE /api/bots/:id": {
    summary: "Delete a bot",
    text: "Its conversations end with it.",
    answer: "The bot's id.",
  },
  "POST /api/bots/:id/enable": { summary: "Switch a bot on", answer: "The bot as it is now." },
  "POST /api/bots/:id/disable": { summary: "Switch a bot off", answer: "The bot as it is now." },
  "GET /api/bots/:id/sessions": {
    summary: "List a bot's conversations",
    answer: "`sessions`, the one with the latest message first.",
  },
  "POST /api/bots/:id/sessions": {
    summary: "Pause, resume or close a conversation",
    text: "A server ends conversations by the contact alone, over all instances that it runs. Where others' bots run on the same server, `close` therefore pauses; the answer says which it was.",
    body: sessionInput,
    sample: { contact: "5511988887777", action: "pause" },
    answer: "`contact` and the conversation's `status`.",
  },
  "GET /api/bots/:id/prompts": {
    summary: "List what a bot's model was told",
    answer: "`versions`, newest first, and `current`.",
  },
  "POST /api/bots/:id/prompts/restore": {
    summary: "Go back to an earlier prompt",
    text: "It becomes a version of its own.",
    body: restoreInput,
    sample: { version: 1 },
    answer: "The bot as it is now.",
  },
  "GET /api/credentials": {
    summary: "List credentials",
    query: credentialFilter,
    answer: "`credentials`, none of them with its secret.",
  },
  "POST /api/credentials": {
    summary: "Keep a secret for bots",
    text: 'The secret is `{"apiKey"}`, or `{"user","password"}` for n8n. For a provider that speaks as OpenAI does, `baseUrl` is its address.',
    status: 201,
    body: credentialInput,
    sample: { kind: "openai", name: "main", secret: { apiKey: "sk-..." } },
    answer: "The credential, without its secret.",
  },
  "PATCH /api/credentials/:id": {
    summary: "Rename a credential or replace its secret",
    text: "Bots that use it have the new secret from their next message on.",
    body: credentialChange,
    sample: { name: "main" },
    answer: "The credential as it is now.",
  },
  "DELETE /api/credentials/:id": {
    summary: "Delete a credential",
    text: "Refused while a bot uses it.",
    answer: "The credential's id.",
  },
};
