import { expect, test } from "vitest";
import {
  behaviourOf,
  budgetOf,
  connectionOf,
  credentialOf,
  secretOf,
  triggersOf,
  valuesOfBot,
  valuesOfForm,
} from "#app/components/bots/bot-values";
import { botBehaviour, botTriggers, type PublicBot } from "#workers/domain/bot";
import { kindRows } from "#workers/evolution/bots/kinds";

const bot: PublicBot = {
  id: "bot_1",
  kind: "openai",
  name: "Helper",
  instance: "shop",
  enabled: true,
  upstreamId: "u",
  connection: {
    botType: "chatCompletion",
    model: "gpt-4o",
    maxTokens: 300,
    systemMessages: ["Be kind.\nBe short.", "Never lie."],
  },
  triggers: { type: "keyword", operator: "startsWith", value: "hi" },
  behaviour: {
    expire: 0,
    keywordFinish: "#exit",
    stopBotFromMe: true,
    keepOpen: false,
    ignoreJids: ["1@g.us", "2@g.us"],
  },
  credential: { id: "cred_1", name: "main", hint: "sk-…", isOwn: false },
  fallbackText: "Later.",
  budget: { moneyPerDay: 0.5 },
  budgetAction: "stop",
  promptVersion: 1,
  createdAt: 0,
  updatedAt: 0,
};

test("a form that is sent as it was shown changes nothing", () => {
  const values = valuesOfForm(formOf(valuesOfBot(bot)));
  expect(connectionOf(values, kindRows.openai.fields)).toEqual(bot.connection);
  expect(triggersOf(values)).toEqual(bot.triggers);
  expect(behaviourOf(values)).toMatchObject(bot.behaviour);
  expect(budgetOf(values)).toMatchObject({ budget: bot.budget, budgetAction: "stop" });
  expect(credentialOf(values, undefined)).toEqual({ credentialId: "cred_1" });
});

test("browsers' line ends do not become a new version of a prompt", () => {
  const form = new FormData();
  form.append("connection.systemMessages", "Be kind.\r\nBe short.");
  expect(connectionOf(valuesOfForm(form), kindRows.openai.fields)).toEqual({ systemMessages: ["Be kind.\nBe short."] });
});

test("a secret is never among what a refused form shows again", () => {
  const form = formOf({ name: ["x"], "secret.apiKey": ["sk-hidden"], "secret.password": ["hidden"] });
  expect(JSON.stringify(valuesOfForm(form))).not.toContain("hidden");
  expect(secretOf(form, "credential")).toEqual({ apiKey: "sk-hidden" });
});

test("an empty secret keeps the one that a bot has; choosing none takes it away", () => {
  expect(credentialOf({ credentialId: ["own"] }, undefined)).toEqual({});
  expect(credentialOf({ credentialId: ["own"] }, { apiKey: "k" })).toEqual({ secret: { apiKey: "k" } });
  expect(credentialOf({ credentialId: ["none"] }, undefined)).toEqual({ credentialId: null });
});

test("a field that the form did not have is left alone, and one that was emptied is taken away", () => {
  const values = { "connection.model": ["gpt-4o"], "connection.maxTokens": [""] };
  expect(connectionOf(values, kindRows.openai.fields)).toEqual({ model: "gpt-4o", maxTokens: null });
});

test("ignored contacts are taken as people write them", () => {
  const { ignoreJids } = behaviourOf({ "behaviour.ignoreJids": ["+55 (11) 98765-4321\n\n@g.us, 123@lid"] });
  expect(ignoreJids).toEqual(["5511987654321@s.whatsapp.net", "@g.us", "123@lid"]);
});

test("what was typed wrong reaches the verb, which names the field", () => {
  const parsed = botBehaviour.safeParse(behaviourOf({ "behaviour.expire": ["soon"] }));
  expect(parsed.error?.issues[0]?.path).toEqual(["expire"]);
  const triggers = botTriggers.safeParse(triggersOf({ "trigger.type": ["keyword"], "trigger.operator": ["equals"] }));
  expect(triggers.error?.issues[0]?.path).toEqual(["value"]);
});

function formOf(values: Record<string, string[]>): FormData {
  const form = new FormData();
  for (const [name, texts] of Object.entries(values)) for (const text of texts) form.append(name, text);
  return form;
}
