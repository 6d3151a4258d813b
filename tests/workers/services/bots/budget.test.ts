import { evictDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { credential } from "#workers/db/schema";
import type { BudgetNotice } from "#workers/domain/notice";
import { removePrice } from "#workers/services/prices/remove";
import { setPrice } from "#workers/services/prices/set";
import { setBotBudget } from "#workers/services/bots/set-budget";
import { tellNotice } from "#workers/services/notices/tell";
import type { FarEnds } from "#tests/support/far-ends";
import { answerOf, eventually, givenBot, givenBotShop } from "#tests/support/bots";
import { givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { givenOwner, mailsTo } from "#tests/support/owners";
import { fetchWorker } from "#tests/support/worker";

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

test("owners get a mail at three quarters of a bot's budget and at its end, once each, although the hub sleeps between", async () => {
  const [owner, member] = [await givenOwner(given), await givenOwner(given, { role: "member" })];
  const bot = await givenBot(given, farEnds, { kind: "dify", budget: { tokensPerDay: 200 }, budgetAction: "stop" });
  // Of Dify an answer takes 24 tokens: the seventh passes three quarters.
  for (let count = 0; count < 7; count++) await answerOf(bot);
  await eventually(async () => expect(await mailsTo(given, owner)).toHaveLength(1));
  await evictDurableObject(given.ctx.hub(given.tenantId));
  await answerOf(bot);
  await answerOf(bot);
  await eventually(async () => expect(await mailsTo(given, owner)).toHaveLength(2));
  expect(await answerOf(bot)).toBe("");

  const [near, gone] = await mailsTo(given, owner);
  expect(near!.subject).toBe("Test: 75% of the budget of the bot dify bot is used");
  expect(near!.text).toContain(
    "Tokens used today (UTC): 168 of 200. Once all of it is used, the bot says nothing until",
  );
  expect(near!.link).toBe(`http://localhost:8787/bots/${bot.id}`);
  expect(gone!.subject).toBe("Test: 100% of the budget of the bot dify bot is used");
  expect(gone!.text).toContain("Tokens used today (UTC): 216 of 200. The bot says nothing until");
  expect(await mailsTo(given, member)).toEqual([]);
});

test("what is written down without a bot is told of too, as it spends the budget of all", async () => {
  const owner = await givenOwner(given, { locale: "id" });
  await givenBot(given, farEnds, { kind: "openai" });
  expect((await put({ moneyPerMonth: 0.01 })).status).toBe(200);
  const ofTenant = eq(credential.tenantId, given.tenantId);
  const [kept] = await given.ctx.db.select({ subject: credential.id }).from(credential).where(ofTenant);
  const token = await given.ctx.secrets.relayToken({ tenantId: given.tenantId, subject: kept!.subject });
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(100)]), "audio.ogg");
  form.set("model", "whisper-1");
  // Half a minute, as the far end says of each, costs three tenths of a cent.
  for (let count = 0; count < 3; count++) {
    const headers = { authorization: `Bearer ${token}` };
    const url = "http://localhost:8787/relay/openai/v1/audio/transcriptions";
    expect((await fetchWorker(new Request(url, { method: "POST", body: form, headers }))).status).toBe(200);
  }
  await eventually(async () => expect(await mailsTo(given, owner)).toHaveLength(1));
  const [mail] = await mailsTo(given, owner);
  expect(mail).toMatchObject({
    subject: "Test: 75% anggaran semua bot telah terpakai",
    link: "http://localhost:8787/bots",
  });
  expect(mail!.text).toMatch(/Biaya bulan ini \(UTC\): \$\s?0,009 dari \$\s?0,01\. Setelah semuanya habis, setiap bot/);
});

test("a mail of a budget is one line of subject in the language of its reader, and its event is one however often it is told", async () => {
  const owners = [await givenOwner(given, { locale: "pt-BR" }), await givenOwner(given)];
  const notice: BudgetNotice = {
    id: "bot-budget:bot_1:month:nanoUsd:20000000000:0:75",
    bot: {
      id: "bot_1",
      name: `Recep\ntion ${"x".repeat(500)}`,
      instanceId: "i1",
      instance: "shop",
      action: "fallback",
    },
    period: "month",
    unit: "nanoUsd",
    percent: 75,
    used: 15_010_000_000,
    limit: 20_000_000_000,
    resetsAt: Date.UTC(2026, 11, 1),
    at: Date.now(),
  };
  await tellNotice(given.ctx, given.tenantId, notice);
  const [inPortuguese, inEnglish] = (await Promise.all(owners.map((owner) => mailsTo(given, owner)))).flat();
  expect(inPortuguese!.subject).toMatch(/^Test: 75% do orçamento do bot Recep tion x{48}… foi usado$/);
  expect(inPortuguese!.text).toMatch(/Gasto deste mês \(UTC\): \$\s?15,01 de \$\s?20,00\./);
  expect(inPortuguese!.text).toContain("até 1 de dezembro de 2026 começar");
  expect(inEnglish!.text).toContain("Spent this month (UTC): $15.01 of $20.00.");
  await tellNotice(given.ctx, given.tenantId, notice);
  const log = await given.call("GET", "/api/events?type=zapin.bot.budget");
  const { events } = (await log.json()) as { events: { instance: string; body: { data: object } }[] };
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    instance: "shop",
    body: { data: { botId: "bot_1", unit: "usd", percent: 75, spent: 15.01, limit: 20, action: "fallback" } },
  });
});
