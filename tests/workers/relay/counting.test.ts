import { evictDurableObject } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { modelPrice, tenant } from "#workers/db/schema";
import { costOf, priceOf } from "#workers/domain/model-price";
import { eq } from "drizzle-orm";
import type { FarEnds } from "#tests/support/far-ends";
import {
  analyticsOf,
  answerOf,
  callRelay,
  eventually,
  givenBot,
  givenBotShop,
  recordedCall,
} from "#tests/support/bots";
import { givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";

let given: GivenTenant;
let farEnds: FarEnds;

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
});

test(
  "tokens and money of a thousand answers are what the far end reported, to the token",
  { timeout: 120_000 },
  async () => {
    const bots = await Promise.all([
      givenBot(given, farEnds, { kind: "openai" }),
      givenBot(given, farEnds, { kind: "openai", connection: { model: "gpt-4o-mini" } }),
    ]);
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          const bot = bots[index % 2]!;
          const text = Array.from({ length: 1 + ((round * 7 + index * 13) % 40) }, (_unused, word) => `w${word}`).join(
            " ",
          );
          const { path, body } = recordedCall("openai", text);
          // Every fifth streams, whose figures come in its last chunk only.
          const sent = { ...body, model: index % 2 ? "gpt-4o-mini" : "gpt-4o", stream: index % 5 === 0 };
          return callRelay(bot, path, sent).then((response) => response.text());
        }),
      );
    }
    expect(farEnds.used).toHaveLength(1_000);
    for (const [index, bot] of bots.entries()) {
      const own = farEnds.used.filter(({ model }) => model.startsWith("gpt-4o-mini") === (index === 1));
      const sum = (of: (use: (typeof own)[number]) => number) => own.reduce((total, use) => total + of(use), 0);
      const nanoUsd = sum((use) => costOf(priceOf(use.model, Date.now())!, use));
      expect(nanoUsd).toBeGreaterThan(0);
      await eventually(async () => {
        const figures = await analyticsOf(given, bot.id);
        expect(figures.answers).toBe(500);
        expect(figures.tokens).toEqual({
          input: sum((use) => use.input),
          cached: sum((use) => use.cached),
          output: sum((use) => use.output),
        });
        expect(figures.nanoUsd).toBe(nanoUsd);
        expect(figures.unpriced).toBe(0);
      });
      const { month } = await given.ctx.hub(given.tenantId).botSpend(bot.id);
      expect(month).toEqual({ tokens: sum((use) => use.input + use.output), nanoUsd });
    }
  },
);

test("an operator's price goes before the table, and a model that nobody has priced says so", async () => {
  await given.ctx.db
    .insert(modelPrice)
    .values({ model: "gpt-4o", input: 100, cachedInput: null, output: 200, updatedAt: 1 });
  const priced = await givenBot(given, farEnds, { kind: "openai" });
  const unpriced = await givenBot(given, farEnds, { kind: "openai", connection: { model: "own-model" } });
  await answerOf(priced, "one two three");
  await answerOf(unpriced, "one two three");
  const [use] = farEnds.used;
  await eventually(async () => {
    expect((await analyticsOf(given, priced.id)).nanoUsd).toBe(use!.input * 100_000 + use!.output * 200_000);
    expect(await analyticsOf(given, unpriced.id)).toMatchObject({
      nanoUsd: 0,
      unpriced: 1,
      tokens: { input: use!.input },
    });
  });
});

test("Dify's own price is what counts", async () => {
  const bot = await givenBot(given, farEnds, { kind: "dify" });
  await answerOf(bot, "hello");
  const { path, body } = recordedCall("dify", "hello");
  await callRelay(bot, path, { ...body, response_mode: "streaming" });
  await eventually(async () =>
    expect(await analyticsOf(given, bot.id)).toMatchObject({ answers: 2, nanoUsd: 246_800, tokens: { input: 42 } }),
  );
});

test("a budget of tokens is passed by no more than one answer under way in each conversation", async () => {
  const limit = 200;
  const bot = await givenBot(given, farEnds, { kind: "dify", budget: { tokensPerDay: limit } });
  const underWay = new Map<string, number>();
  let atOnce = 0;
  let admittedOver = 0;
  farEnds.before = async ({ body }) => {
    const session = String((body as { user: string }).user);
    underWay.set(session, (underWay.get(session) ?? 0) + 1);
    atOnce = Math.max(atOnce, underWay.get(session)!);
    const { day } = await given.ctx.hub(given.tenantId).botSpend(bot.id);
    if (day.tokens >= limit) admittedOver += 1;
    await scheduler.wait(1);
    underWay.set(session, underWay.get(session)! - 1);
    return null;
  };
  const contacts = ["1@s.whatsapp.net", "2@s.whatsapp.net", "3@s.whatsapp.net"];
  const asked = Array.from({ length: 60 }, (_, index) => answerOf(bot, "hi there", contacts[index % 3]));
  const said = await Promise.all(asked);
  expect(atOnce).toBe(1);
  const answers = said.filter((text) => text.startsWith("dify says"));
  const used = farEnds.used.reduce((sum, use) => sum + use.input + use.output, 0);
  const largest = Math.max(...farEnds.used.map((use) => use.input + use.output));
  expect(used).toBeGreaterThanOrEqual(limit);
  // What was let through just before the end: one answer of each of the three conversations.
  expect(used - limit).toBeLessThan(largest * contacts.length);
  expect(admittedOver).toBeLessThanOrEqual(contacts.length - 1);
  expect(said.filter((text) => text === "Somebody will write to you soon.")).toHaveLength(60 - answers.length);
});

test("a budget holds for calls that name no conversation: they run side by side only while all would fit", async () => {
  const limit = 900;
  const bot = await givenBot(given, farEnds, { kind: "openai", budget: { tokensPerMonth: limit } });
  let now = 0;
  let most = 0;
  farEnds.before = async () => {
    most = Math.max(most, ++now);
    await scheduler.wait(2);
    now -= 1;
    return null;
  };
  const said = await Promise.all(Array.from({ length: 150 }, (_, index) => answerOf(bot, `question ${index} of many`)));
  const used = farEnds.used.reduce((sum, use) => sum + use.input + use.output, 0);
  const largest = Math.max(...farEnds.used.map((use) => use.input + use.output));
  expect(most).toBeGreaterThan(1);
  expect(used).toBeGreaterThanOrEqual(limit);
  expect(used - limit).toBeLessThan(largest);
  expect(said.filter((text) => text.startsWith("answer to"))).toHaveLength(farEnds.used.length);
});

test("a budget survives the Object's end, and so does what was under way when it ended", async () => {
  const bot = await givenBot(given, farEnds, { kind: "dify", budget: { tokensPerDay: 40 }, budgetAction: "stop" });
  await answerOf(bot, "one");
  await answerOf(bot, "two");
  const hub = given.ctx.hub(given.tenantId);
  await eventually(async () => expect((await hub.botSpend(bot.id)).day.tokens).toBeGreaterThanOrEqual(40));
  await evictDurableObject(hub);
  expect(await answerOf(bot, "three")).toBe("");
  expect(farEnds.requests).toHaveLength(2);
});

test("the tenant hears of a budget at three quarters and at its end, once each, and the other tenant's bots go on", async () => {
  const bot = await givenBot(given, farEnds, { kind: "dify", budget: { tokensPerDay: 100 } });
  for (let count = 0; count < 6; count++) await answerOf(bot, "hi");
  await eventually(async () => {
    const { events } = await given.ctx
      .journal(given.tenantId)
      .listEvents({ after: 0, limit: 100, types: ["zapin.bot.budget"] });
    const told = events.map((event) => (JSON.parse(event.body!) as { data: Record<string, unknown> }).data);
    expect(told.map(({ percent }) => percent)).toEqual([75, 100]);
    expect(told[1]).toMatchObject({ botId: bot.id, period: "day", unit: "tokens", limit: 100, action: "fallback" });
  });
  const other = await givenTenant();
  await givenInstance(other);
  expect(await answerOf(await givenBot(other, farEnds, { kind: "dify" }), "hi")).toBe("dify says: hi");
});

test("the tenant's own budget is one for all of its bots", async () => {
  const [first, second] = [
    await givenBot(given, farEnds, { kind: "dify" }),
    await givenBot(given, farEnds, { kind: "openai" }),
  ];
  await given.ctx.db
    .update(tenant)
    .set({ botBudget: { tokensPerDay: 20 } })
    .where(eq(tenant.id, given.tenantId));
  await given.ctx.hub(given.tenantId).refresh("bots");
  expect(await answerOf(first, "hi")).toBe("dify says: hi");
  await eventually(async () =>
    expect((await given.ctx.hub(given.tenantId).botSpend(null)).day.tokens).toBeGreaterThan(20),
  );
  expect(await answerOf(second, "hi")).toBe("Somebody will write to you soon.");
});

test("an OpenAI call names no contact, and yet it is counted for the one who wrote those words", async () => {
  const bot = await givenBot(given, farEnds, { kind: "openai" });
  const { shop } = await given.ctx.hub(given.tenantId).findInstances(["shop"]);
  const data = {
    key: { remoteJid: "62811@s.whatsapp.net", fromMe: false },
    message: { conversation: "where is my parcel?" },
  };
  await given.ctx.journal(given.tenantId).append([
    {
      fingerprint: "f1",
      type: "messages.upsert",
      instanceId: shop!.id,
      instance: "shop",
      at: Date.now(),
      seen: null,
      body: { inline: JSON.stringify({ event: "messages.upsert", instance: "shop", data }) },
    },
  ]);
  await answerOf(bot, "where is my parcel?");
  await eventually(async () => {
    expect((await analyticsOf(given, bot.id)).byContact).toMatchObject([
      { contact: "62811@s.whatsapp.net", answers: 1 },
    ]);
  });
});
