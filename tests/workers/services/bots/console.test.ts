import { beforeEach, expect, test, vi } from "vitest";
import { bot } from "#workers/db/schema";
import { eq } from "drizzle-orm";
import { listFailures } from "#workers/services/bots/list-failures";
import { readSpend } from "#workers/services/bots/spend";
import { listModels } from "#workers/services/credentials/list-models";
import type { FarEnds } from "#tests/support/far-ends";
import { callRelay, farOrigin, givenBot, givenBotShop } from "#tests/support/bots";
import { givenTenant, type GivenTenant } from "#tests/support/given";

let given: GivenTenant;
let farEnds: FarEnds;

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
});

test("a bot that is off can be tried out, and still answers no contact", async () => {
  const made = await givenBot(given, farEnds, { kind: "flowise", enabled: false });
  const tried = await given.call("POST", `/api/bots/${made.id}/test`, { body: { text: "hi" } });
  expect(await tried.json()).toMatchObject({ texts: ["flowise says: hi"], failure: null });
  const asked = farEnds.requests.length;
  await callRelay(made, "", { question: "hi" });
  expect(farEnds.requests).toHaveLength(asked);
});

test("a bot fails from a failed answer to the next good one, and trials do not count", async () => {
  const made = await givenBot(given, farEnds, {
    kind: "flowise",
    connection: { apiUrl: `${farOrigin}/broken/down` },
  });
  const failures = async () => (await listFailures(given.ctx)) as { value: Record<string, string> };
  await given.call("POST", `/api/bots/${made.id}/test`, { body: { text: "hi" } });
  expect((await failures()).value).toEqual({});
  await callRelay(made, "", { question: "hi", overrideConfig: { sessionId: "1@s.whatsapp.net" } });
  await vi.waitFor(async () => expect((await failures()).value).toEqual({ [made.id]: "provider_down" }));
  const connection = { apiUrl: `${farOrigin}/flowise/api/v1/prediction/flow-1` };
  await given.ctx.db.update(bot).set({ connection }).where(eq(bot.id, made.id));
  await given.ctx.hub(given.tenantId).refresh("bots");
  await callRelay(made, "", { question: "hi", overrideConfig: { sessionId: "1@s.whatsapp.net" } });
  await vi.waitFor(async () => expect((await failures()).value).toEqual({}));
});

test("what a bot spent is told to its own tenant only", async () => {
  const { id } = await givenBot(given, farEnds, { kind: "openai" });
  await given.call("POST", `/api/bots/${id}/test`, { body: { text: "one two" } });
  const { input, output } = farEnds.used[0]!;
  expect(await readSpend(given.ctx, { id })).toMatchObject({ value: { day: { tokens: input + output } } });
  const stranger = await givenTenant();
  expect(await readSpend(stranger.ctx, { id })).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  expect(await listFailures(stranger.ctx)).toEqual({ ok: true, value: {} });
});

test("models are listed for a key that is not kept yet, and a wrong key is told", async () => {
  const baseUrl = `${farOrigin}/openai/v1`;
  const listed = await listModels(given.ctx, { secret: { apiKey: farEnds.key }, baseUrl });
  const prices = (listed as { value: { id: string; price: unknown }[] }).value;
  expect(prices.find(({ id }) => id === "gpt-4o")?.price).toMatchObject({ input: 2.5, output: 10 });
  expect(prices.find(({ id }) => id === "own-model")?.price).toBeNull();
  const refused = await listModels(given.ctx, { secret: { apiKey: "sk-wrong" }, baseUrl });
  expect(JSON.stringify(refused)).toContain("refused the key");
  expect(JSON.stringify(refused)).not.toContain("sk-wrong");
});

test("an answer that was quicker than its message's event is counted for whoever wrote that", async () => {
  const made = await givenBot(given, farEnds, { kind: "openai" });
  const journal = given.ctx.journal(given.tenantId);
  const span = { botId: made.id, from: Date.now() - 3_600_000, until: Date.now() + 60_000, stepMs: 3_600_000 };
  const messages = [{ role: "user", content: "where is my parcel?" }];
  await callRelay(made, "/chat/completions", { model: "gpt-4o", max_tokens: 100, messages });
  await vi.waitFor(async () => expect(await journal.botAnalytics(span)).toMatchObject({ answers: 1, contacts: 0 }));

  const { shop } = await given.ctx.hub(given.tenantId).findInstances(["shop"]);
  const key = { remoteJid: "62811@s.whatsapp.net", fromMe: false };
  const body = { event: "messages.upsert", data: { key, message: { conversation: "where is my parcel?" } } };
  const event = { fingerprint: "late", type: "messages.upsert", instanceId: shop!.id, instance: "shop", seen: null };
  await journal.append([{ ...event, received: true, at: Date.now(), body: { inline: JSON.stringify(body) } }]);
  expect((await journal.botAnalytics(span)).byContact).toMatchObject([{ contact: key.remoteJid, answers: 1 }]);
  expect(await journal.listConversations(made.id, 10)).toMatchObject([{ contact: key.remoteJid, messagesIn: 1 }]);
});
