import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { modelPrice } from "#workers/db/schema";
import { costOf, priceOf, type PriceView } from "#workers/domain/model-price";
import { listPrices } from "#workers/services/prices/list";
import { removePrice } from "#workers/services/prices/remove";
import { setPrice } from "#workers/services/prices/set";
import type { FarEnds } from "#tests/support/far-ends";
import { givenBot, givenBotShop } from "#tests/support/bots";
import { givenContext, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";

let given: GivenTenant;
let farEnds: FarEnds;
const operator = () => givenContext().as({ kind: "operator", userId: "u1" });

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
});

afterEach(async () => {
  vi.restoreAllMocks().unstubAllGlobals();
  await givenContext().db.delete(modelPrice);
});

test("the next answer costs what an operator says, in every tenant, and the published price once that is removed", async () => {
  const other = await givenTenant();
  await givenInstance(other);
  const bots = [await givenBot(given, farEnds, { kind: "openai" }), await givenBot(other, farEnds, { kind: "openai" })];
  const costs = async () => {
    const answers = [];
    for (const [index, by] of [given, other].entries()) {
      const answer = await by.call("POST", `/api/bots/${bots[index]!.id}/test`, { body: { text: "one two three" } });
      answers.push(((await answer.json()) as { costUsd: number | null }).costUsd);
    }
    return answers;
  };
  const published = await costs();
  expect(published[0]).toBeGreaterThan(0);

  const price = { model: " GPT-4o ", input: 300, cachedInput: 30, output: 0.5 };
  expect(await setPrice(operator(), price)).toEqual({ ok: true, value: { model: "gpt-4o" } });
  const { input, cached, output } = farEnds.used[0]!;
  const dollars = ((input - cached) * 300 + cached * 30 + output * 0.5) / 1_000_000;
  for (const cost of await costs()) expect(cost).toBeCloseTo(dollars, 12);

  expect(await removePrice(operator(), { model: "gpt-4o" })).toMatchObject({ ok: true });
  expect(await costs()).toEqual(published);
  expect(await removePrice(operator(), { model: "gpt-4o" })).toMatchObject({ refusal: { code: "not_found" } });
});

test("a model that nobody had priced is counted by the operator's price, and shown with it in the model picker", async () => {
  const bot = await givenBot(given, farEnds, { kind: "openai", connection: { model: "own-model" } });
  await setPrice(operator(), { model: "own-model", input: 2, cachedInput: null, output: 4 });
  const answer = await given.call("POST", `/api/bots/${bot.id}/test`, { body: { text: "hi" } });
  const { input, output } = farEnds.used[0]!;
  expect(((await answer.json()) as { costUsd: number }).costUsd).toBeCloseTo((input * 2 + output * 4) / 1_000_000, 12);
  const { credentials } = (await (await given.call("GET", "/api/credentials")).json()) as {
    credentials: { id: string }[];
  };
  const listed = await given.call("GET", `/api/credentials/${credentials[0]!.id}/models`);
  expect(((await listed.json()) as { models: unknown[] }).models).toContainEqual({
    id: "own-model",
    price: { input: 2, cachedInput: 2, output: 4 },
  });
});

test("audio is billed by the minute that the operator says", () => {
  const override = { model: "whisper-1", input: 0, cachedInput: null, output: 0, minute: 0.01 };
  const half = { input: 0, cached: 0, output: 0, seconds: 30 };
  expect(costOf(priceOf("whisper-1", Date.now(), [override])!, half)).toBe(5_000_000);
  expect(costOf(priceOf("whisper-1", Date.now())!, half)).toBe(3_000_000);
});

test("the list tells the published price and the operator's beside each other", async () => {
  await setPrice(operator(), { model: "gpt-4o", input: 1, cachedInput: null, output: 2, minute: null });
  await setPrice(operator(), { model: "house/model:7b", input: 0, output: 0 });
  const listed = (await listPrices(operator())) as { ok: true; value: PriceView[] };
  const of = (model: string) => listed.value.filter((price) => price.model === model);
  expect(of("gpt-4o")).toMatchObject([
    { published: { input: 2.5, cachedInput: 1.25, output: 10, minute: null, from: "2024-10-01" }, own: { input: 1 } },
  ]);
  expect(of("house/model:7b")).toMatchObject([{ published: null, own: { input: 0, cachedInput: null, output: 0 } }]);
  expect(of("whisper-1")).toMatchObject([{ published: { minute: 0.006 }, own: null }]);
});

test.each([
  [{ input: -1 }, "input"],
  [{ input: 10_001 }, "input"],
  [{ input: "2" }, "input"],
  [{ input: null }, "input"],
  [{ output: Number.NaN }, "output"],
  [{ output: Number.POSITIVE_INFINITY }, "output"],
  [{ minute: -0.01 }, "minute"],
  [{ cachedInput: 3 }, "cachedInput"],
  [{ model: "" }, "model"],
  [{ model: "gpt 4o" }, "model"],
  [{ model: "x".repeat(101) }, "model"],
  [{ model: 4 }, "model"],
])("a price with %j is refused by its field and changes nothing", async (wrong, field) => {
  const price = { model: "refused-model", input: 2, cachedInput: 1, output: 4, ...wrong };
  expect(await setPrice(operator(), price)).toMatchObject({ ok: false, refusal: { code: "invalid_input", field } });
  expect(await givenContext().db.select().from(modelPrice)).toEqual([]);
});

test("nobody but an operator sees or sets prices", async () => {
  const owner = given.ctx.as({ kind: "user", userId: "u", tenantId: given.tenantId, role: "owner" });
  for (const ctx of [given.ctx, owner, givenContext()]) {
    for (const answer of [
      await listPrices(ctx),
      await setPrice(ctx, { model: "gpt-4o", input: 0, output: 0 }),
      await removePrice(ctx, { model: "gpt-4o" }),
    ]) {
      expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    }
  }
  expect(await givenContext().db.select().from(modelPrice)).toEqual([]);
});
