import { beforeEach, expect, test } from "vitest";
import { removePrice } from "#workers/services/prices/remove";
import { setPrice } from "#workers/services/prices/set";
import { setBotBudget } from "#workers/services/bots/set-budget";
import type { FarEnds } from "#tests/support/far-ends";
import { answerOf, eventually, givenBot, givenBotShop } from "#tests/support/bots";
import { givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";

let given: GivenTenant;
let farEnds: FarEnds;

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
});

const put = (budget: unknown, by: GivenTenant = given) => by.call("PUT", "/api/bots/budget", { body: { budget } });
const read = async (by: GivenTenant = given) =>
  (await (await by.call("GET", "/api/bots/budget")).json()) as {
    budget: object | null;
    spent: { day: { tokens: number; costUsd: number } };
  };

test("a budget of all bots holds from the next answer on, is told as it ends, and lets go when it is lifted", async () => {
  const first = await givenBot(given, farEnds, { kind: "dify" });
  const second = await givenBot(given, farEnds, { kind: "flowise", budgetAction: "stop" });
  expect(await read()).toMatchObject({ budget: null, spent: { day: { tokens: 0, costUsd: 0 } } });
  expect((await put({ tokensPerDay: 20 })).status).toBe(200);

  // Of Dify an answer takes 24 tokens, and the last of them is not cut off.
  expect(await answerOf(first)).toBe("dify says: hi");
  await eventually(async () => expect(await read()).toMatchObject({ spent: { day: { tokens: 24 } } }));
  expect((await read()).spent.day.costUsd).toBeGreaterThan(0);
  expect(await answerOf(first)).toBe("Somebody will write to you soon.");
  expect(await answerOf(second)).toBe("");
  expect(farEnds.requests).toHaveLength(1);
  await eventually(async () => {
    const log = await given.call("GET", "/api/events?type=zapin.bot.budget");
    const { events } = (await log.json()) as { events: { body: { data: object } }[] };
    expect(events.map(({ body }) => body.data)).toMatchObject([
      { botId: null, name: null, period: "day", unit: "tokens", percent: 100, limit: 20, action: null },
    ]);
  });

  const lifted = await put(null);
  expect(await lifted.json()).toMatchObject({ budget: null, spent: { day: { tokens: 24 } } });
  expect(await answerOf(first)).toBe("dify says: hi");
});

test("a budget of money is spent by what the model costs, and is judged by the price that holds", async () => {
  const operator = given.ctx.as({ kind: "operator", userId: "u1" });
  await setPrice(operator, { model: "own-model", input: 10_000, output: 10_000 });
  const bot = await givenBot(given, farEnds, { kind: "openai", connection: { model: "own-model" } });
  const say = async () => {
    const answer = await given.call("POST", `/api/bots/${bot.id}/test`, { body: { text: "one two" } });
    return (await answer.json()) as { failure: { cause: string } | null; costUsd: number };
  };
  expect((await put({ moneyPerMonth: 0.03, tokensPerMonth: 1_000 })).status).toBe(200);
  const first = await say();
  const { input, output } = farEnds.used[0]!;
  expect(first.costUsd).toBeCloseTo((input + output) * 0.01, 9);
  expect(first.costUsd).toBeGreaterThan(0.03);
  expect(await say()).toMatchObject({ failure: { cause: "budget" } });
  expect(farEnds.used).toHaveLength(1);
  await removePrice(operator, { model: "own-model" });
});

test("another tenant's bots go on, and its budget is its own", async () => {
  const other = await givenTenant();
  await givenInstance(other);
  const theirs = await givenBot(other, farEnds, { kind: "dify" });
  expect((await put({ moneyPerMonth: 25 })).status).toBe(200);
  expect((await put({ tokensPerDay: 1 })).status).toBe(200);
  expect(await read(other)).toMatchObject({ budget: null });
  expect(await answerOf(theirs)).toBe("dify says: hi");
  await eventually(async () => expect(await read(other)).toMatchObject({ spent: { day: { tokens: 24 } } }));
  expect(await read()).toMatchObject({ budget: { tokensPerDay: 1 }, spent: { day: { tokens: 0 } } });
});

test.each([
  [{ budget: { tokensPerDay: 0 } }, "budget.tokensPerDay"],
  [{ budget: { tokensPerDay: -5 } }, "budget.tokensPerDay"],
  [{ budget: { tokensPerMonth: 1.5 } }, "budget.tokensPerMonth"],
  [{ budget: { moneyPerDay: "10" } }, "budget.moneyPerDay"],
  [{ budget: { moneyPerMonth: 1e12 } }, "budget.moneyPerMonth"],
  // A slip in a name would otherwise be no limit at all.
  [{ budget: { tokensPerDays: 5 } }, "budget"],
  [{ budget: 7 }, "budget"],
  [{ tokensPerDay: 5 }, "budget"],
  [{}, "budget"],
])("%j is refused by its field, and what was set stays", async (body, field) => {
  await put({ tokensPerMonth: 1_000 });
  const refused = await given.call("PUT", "/api/bots/budget", { body });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ code: "invalid_input", field });
  expect(await read()).toMatchObject({ budget: { tokensPerMonth: 1_000 } });
});

test("members make bots and do not lift what holds them all; a key needs the scope of bots", async () => {
  await put({ tokensPerMonth: 1_000 });
  const member = given.ctx.as({ kind: "user", userId: "u", tenantId: given.tenantId, role: "member" });
  expect(await setBotBudget(member, { budget: null })).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  const { key } = await given.issue({ scopes: ["bots:read"] });
  const sent = { key, body: { budget: null } };
  expect((await given.call("PUT", "/api/bots/budget", sent)).status).toBe(403);
  expect((await given.call("GET", "/api/bots/budget", { key })).status).toBe(200);
  expect((await given.call("GET", "/api/bots/budget", { key: null })).status).toBe(401);
  expect(await read()).toMatchObject({ budget: { tokensPerMonth: 1_000 } });
});
