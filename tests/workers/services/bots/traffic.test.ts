import { beforeEach, expect, test } from "vitest";
import { bot, credential } from "#workers/db/schema";
import { botKinds } from "#workers/domain/bot";
import { eq } from "drizzle-orm";
import { testBot } from "#workers/services/bots/test";
import type { FarEnds } from "#tests/support/far-ends";
import { askBot, connections, eventually, farOrigin, givenBot, givenBotShop } from "#tests/support/bots";
import { call, givenTenant, type GivenTenant } from "#tests/support/given";

let given: GivenTenant;
let farEnds: FarEnds;

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
});

interface TestAnswer {
  session: string;
  texts: string[];
  failure: { cause: string } | null;
  tokens: { input: number; output: number } | null;
  costUsd: number | null;
}

test.each(botKinds)("a bot of %s can be talked to without WhatsApp, and goes on where it was", async (kind) => {
  const { id } = await givenBot(given, farEnds, { kind });
  const first = (await (
    await given.call("POST", `/api/bots/${id}/test`, { body: { text: "one" } })
  ).json()) as TestAnswer;
  expect(first.failure).toBeNull();
  expect(first.texts.join()).toContain(kind === "typebot" ? "Hello" : "one");
  const body = { text: "two", session: first.session };
  const second = (await (await given.call("POST", `/api/bots/${id}/test`, { body })).json()) as TestAnswer;
  expect(second.session).toBe(first.session);
  expect(second.texts.join()).toContain("two");
  if (kind === "openai") {
    const messages = (farEnds.requests[1]!.body as { messages: { role: string }[] }).messages;
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(second.tokens).toMatchObject({ input: farEnds.used[1]!.input, output: farEnds.used[1]!.output });
    expect(second.costUsd).toBeGreaterThan(0);
  }
  // A trial is no contact's, so it is in no figures of contacts.
  const figures = await given.call("GET", `/api/bots/${id}/analytics?range=24h`);
  expect(await figures.json()).toMatchObject({ answers: 0, contacts: 0, conversations: 0, answerRate: null });
});

test("an assistant is tried in a thread of its own: its answer, tokens, cost, and the functions that it calls", async () => {
  const functionUrl = `${farOrigin}/functions`;
  const connection = { botType: "assistant", assistantId: "asst_1", functionUrl, model: null, maxTokens: null };
  const { id } = await givenBot(given, farEnds, { kind: "openai", connection });
  const say = async (text: string, session?: string) =>
    (await (
      await given.call("POST", `/api/bots/${id}/test`, { body: { text, ...(session ? { session } : {}) } })
    ).json()) as TestAnswer;

  const first = await say("are you open");
  expect(first).toMatchObject({ failure: null, texts: ["the assistant heard: are you open"] });
  expect(first.tokens).toMatchObject({ input: 40, output: 9 });
  // gpt-4o: 40 tokens at $2.50 and 9 at $10 for a million.
  expect(first.costUsd).toBeCloseTo(0.00019, 9);
  const second = await say("what is the price", first.session);
  expect(second.texts).toEqual(['the assistant heard: what is the price (told {"price":5,"name":"price"})']);
  expect(farEnds.requests.filter(({ path }) => path === "/openai/v1/threads")).toHaveLength(1);
  const asked = farEnds.requests.find(({ path }) => path === "/functions")!;
  expect(asked.body).toMatchObject({ functionName: "price", functionArguments: { of: "tea" } });
  expect(asked.headers.authorization).toBeUndefined();
  const { day } = await given.ctx.hub(given.tenantId).botSpend(id);
  expect(day.tokens).toBe(2 * 49);
  const figures = await given.call("GET", `/api/bots/${id}/analytics?range=24h`);
  expect(await figures.json()).toMatchObject({ answers: 0, conversations: 0 });
});

test("an assistant that fails or hangs is told by its cause, and the next message begins another thread", async () => {
  const connection = { botType: "assistant", assistantId: "asst_1" };
  const { id } = await givenBot(given, farEnds, { kind: "openai", connection });
  const settings = { ...given.ctx.settings, botTimeoutMs: 1_500 };
  const ctx = Object.create(given.ctx, { settings: { value: settings } }) as typeof given.ctx;
  const say = async (input: object) => {
    const said = await testBot(ctx, id, input);
    if (!said.ok) throw new Error(said.refusal.message);
    return said.value;
  };
  const failed = await say({ text: "over quota" });
  expect(failed).toMatchObject({ texts: [], failure: { cause: "provider_quota" }, tokens: null });
  const hung = await say({ text: "take forever", session: failed.session });
  expect(hung.failure).toMatchObject({ cause: "timeout" });
  expect(await say({ text: "hello", session: hung.session })).toMatchObject({
    failure: null,
    texts: ["the assistant heard: hello"],
  });
  const other = await givenBot(given, farEnds, {
    kind: "openai",
    connection: { ...connection, assistantId: "asst_2" },
  });
  const unknown = await given.call("POST", `/api/bots/${other.id}/test`, { body: { text: "hi" } });
  expect(await unknown.json()).toMatchObject({ failure: { cause: "unknown_bot" } });
});

test("a trial tells why a bot fails, and the trial of another bot or tenant is none", async () => {
  const { id } = await givenBot(given, farEnds, { kind: "openai", connection: { model: "gpt-missing" } });
  const failed = await given.call("POST", `/api/bots/${id}/test`, { body: { text: "hi" } });
  const answer = (await failed.json()) as TestAnswer;
  expect(answer).toMatchObject({ texts: [], failure: { cause: "model_missing" }, tokens: null, costUsd: null });
  const other = await givenBot(given, farEnds, { kind: "flowise" });
  const body = { text: "hi", session: answer.session };
  expect((await given.call("POST", `/api/bots/${other.id}/test`, { body })).status).toBe(404);
  const stranger = await givenTenant();
  expect((await stranger.call("POST", `/api/bots/${id}/test`, { body: { text: "hi" } })).status).toBe(404);
  expect((await stranger.call("GET", `/api/bots/${id}/analytics`)).status).toBe(404);
  for (const text of ["", "   ", "a".repeat(10_001), 7]) {
    expect((await given.call("POST", `/api/bots/${id}/test`, { body: { text } })).status).toBe(400);
  }
});

test("analytics tell conversations, rates, time, cost, and every hour or day of the range", async () => {
  const made = await givenBot(given, farEnds, { kind: "dify" });
  for (const contact of ["1@s.whatsapp.net", "1@s.whatsapp.net", "2@s.whatsapp.net"]) {
    await askBot(made, "hi", contact);
  }
  farEnds.before = () => new Response("", { status: 500 });
  await askBot(made, "hi", "2@s.whatsapp.net");
  await eventually(async () => {
    const found = (await (await given.call("GET", `/api/bots/${made.id}/analytics?range=30d`)).json()) as Record<
      string,
      any
    >;
    expect(found).toMatchObject({
      answers: 3,
      failures: { provider_down: 1 },
      contacts: 2,
      conversations: 2,
      answerRate: 0.75,
      handOffRate: 0,
    });
    expect(found.costUsd).toBeCloseTo(0.000_370_2, 9);
    expect(found.steps).toHaveLength(30);
    expect(found.steps.at(-1)).toMatchObject({ answers: 3, failures: 1 });
    expect(found.byContact.map((one: any) => [one.contact, one.answers])).toEqual([
      ["1@s.whatsapp.net", 2],
      ["2@s.whatsapp.net", 1],
    ]);
  });
  await given.ctx.journal(given.tenantId).markConversation(made.id, "2@s.whatsapp.net", "paused");
  const after = await given.call("GET", `/api/bots/${made.id}/analytics`);
  expect(await after.json()).toMatchObject({ range: "7d", handedOff: 1, handOffRate: 0.5 });
  expect((await given.call("GET", `/api/bots/${made.id}/analytics?range=1y`)).status).toBe(400);
});

test("a connection is tried before there is a bot, and what is wrong is named", async () => {
  const secret = { apiKey: farEnds.key };
  const check = async (body: object) =>
    (await (await given.call("POST", "/api/bots/check", { body })).json()) as object;
  expect(await check({ kind: "typebot", connection: connections.typebot })).toMatchObject({ works: true });
  expect(await check({ kind: "typebot", connection: { ...connections.typebot, typebot: "none" } })).toMatchObject({
    works: false,
    cause: "unknown_bot",
  });
  expect(await check({ kind: "flowise", connection: connections.flowise, secret })).toMatchObject({
    works: true,
    texts: ["flowise says: Hello"],
  });
  expect(await check({ kind: "flowise", connection: connections.flowise })).toMatchObject({
    works: false,
    cause: "key_refused",
  });
  expect(await check({ kind: "evoai", connection: { agentUrl: "http://169.254.169.254/x" }, secret })).toMatchObject({
    works: false,
    cause: "wrong_url",
  });
  const baseUrl = `${farOrigin}/openai/v1`;
  expect(await check({ kind: "openai", connection: connections.openai, secret, baseUrl })).toMatchObject({
    works: true,
  });
  expect(await check({ kind: "openai", connection: { model: "gpt-none" }, secret, baseUrl })).toMatchObject({
    works: false,
    cause: "model_missing",
  });
  const refused = await check({ kind: "openai", connection: {}, secret: { apiKey: "sk-wrong-0123456789" }, baseUrl });
  expect(refused).toMatchObject({ works: false, cause: "key_refused" });
  expect(JSON.stringify(refused)).not.toContain("sk-wrong");
  const assistant = { botType: "assistant", assistantId: "asst_1" };
  expect(await check({ kind: "openai", connection: assistant, secret, baseUrl })).toMatchObject({ works: true });
  const gone = { ...assistant, assistantId: "asst_2" };
  expect(await check({ kind: "openai", connection: gone, secret, baseUrl })).toMatchObject({
    works: false,
    cause: "unknown_bot",
  });
  const odd = { ...assistant, assistantId: "../models" };
  expect(await check({ kind: "openai", connection: odd, secret, baseUrl })).toMatchObject({
    works: false,
    cause: "unknown_bot",
  });
  // Nothing of it cost a completion.
  expect(farEnds.used).toEqual([]);
});

test("models come from the provider's own list, with their prices; a key is checked there, by its tenant only", async () => {
  const { id: botId } = await givenBot(given, farEnds, { kind: "openai" });
  const [row] = await given.ctx.db.select({ id: bot.credentialId }).from(bot).where(eq(bot.id, botId));
  const id = row!.id!;
  const listed = (await (await given.call("GET", `/api/credentials/${id}/models`)).json()) as {
    models: { id: string }[];
  };
  expect(listed.models.map((model) => model.id).sort()).toEqual([...farEnds.models].sort());
  expect(listed.models).toContainEqual({ id: "gpt-4o-mini", price: { input: 0.15, cachedInput: 0.075, output: 0.6 } });
  expect(listed.models).toContainEqual({ id: "own-model", price: null });
  expect(await (await given.call("POST", `/api/credentials/${id}/check`)).json()).toEqual({
    works: true,
    models: farEnds.models.length,
  });
  await given.ctx.db
    .update(credential)
    .set({ baseUrl: `${farOrigin}/nowhere` })
    .where(eq(credential.id, id));
  await given.ctx.hub(given.tenantId).refresh("bots");
  expect(await (await given.call("POST", `/api/credentials/${id}/check`)).json()).toMatchObject({
    works: false,
    cause: "wrong_url",
  });
  const stranger = await givenTenant();
  expect((await stranger.call("POST", `/api/credentials/${id}/check`)).status).toBe(404);
  expect((await stranger.call("GET", `/api/credentials/${id}/models`)).status).toBe(404);
  expect((await call("GET", `/api/credentials/${id}/models`)).status).toBe(401);
});
