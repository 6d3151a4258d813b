import { expect, test, vi } from "vitest";
import { fakeEvolution, givenEvolutions } from "#tests/support/fake-evolution";
import { givenContext, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import type { LoggedRequest } from "#workers/domain/request";
import type { Usage } from "#workers/domain/usage";
import { addServer } from "#workers/services/servers/add";

/** How many calls; how many of them at once. */
const calls = 20_000;
const atOnce = 32;
/** Messages of the key with a budget, which sends four times as many. */
const budget = calls / 40;

test("after a mixed load the usage totals, the sum of the log and the ledger are the same", async () => {
  const given = await givenTenant({ plan: "enterprise" });
  await givenUpstream(given);
  const poor = await given.issue({ name: "poor", limits: { messages: budget } });
  const reader = await given.issue({ name: "reader", scopes: ["instances:read"] });
  const answered = new Map<number, number>();

  let made = 0;
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (made < calls) {
        const answer = await callOf(given, made++, { poor: poor.key, reader: reader.key });
        answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
        await answer.arrayBuffer();
      }
    }),
  );
  const tookSeconds = Math.round((Date.now() - begun) / 1000);
  // Every way in which a call can end is part of the load.
  for (const status of [200, 201, 403, 404, 429, 500, 502])
    expect(answered.get(status), `${status}`).toBeGreaterThan(5);

  const journal = given.ctx.journal(given.tenantId);
  // The call that made the instance, and those of the load: the last batches are still on their way.
  await expect
    .poll(async () => (await journal.usageSeries(wholeTime(begun, "key"))).buckets[0]!.requests, { timeout: 60_000 })
    .toBe(calls + 1);
  const log = await wholeLog(given);
  expect(log).toHaveLength(calls + 1);
  expect(new Set(log.map(({ id }) => id)).size).toBe(calls + 1);

  const messages = sum(log.map((request) => request.messages));
  const { meters } = (await given.ctx.hub(given.tenantId).usage()) as Usage;
  expect(messages).toBe(meters.messages.used);
  expect(messages).toBeGreaterThan(calls / 4);
  const keyUse = await given.ctx.hub(given.tenantId).keyUse();
  expect(keyUse[poor.id]!.messages).toBe(budget);
  const outcomes = byOutcome(log);
  const turnedAway = [...answered].filter(([status]) => [403, 404, 409, 429].includes(status));
  expect(sum(turnedAway.map(([, times]) => times))).toBe(outcomes.get("refused"));
  for (const by of ["instance", "key", "operation", "outcome"] as const) {
    const { buckets, groups } = await journal.usageSeries(wholeTime(begun, by));
    expect(sum(buckets.map((bucket) => bucket.messages)), by).toBe(messages);
    expect(sum(groups.map((group) => group.messages)), by).toBe(messages);
    expect(sum(groups.map((group) => group.requests)), by).toBe(calls + 1);
    for (const [outcome, requests] of outcomes) expect(buckets[0]!.outcomes[outcome], outcome).toBe(requests);
    if (by !== "key") continue;
    for (const { value, messages: charged } of groups) {
      if (value?.startsWith("key_")) expect(charged, value).toBe(keyUse[value]!.messages);
    }
  }
  console.log(`${calls} calls in ${tookSeconds} s, answered ${JSON.stringify(Object.fromEntries(answered))}`);
}, 600_000);

/** One of a mix of calls, always the same at the same number. */
function callOf(given: GivenTenant, number: number, keys: { poor: string; reader: string }): Promise<Response> {
  const send = (text: string, more: object = {}) =>
    given.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text }, ...more });
  switch (number % 20) {
    case 0:
      return given.call("GET", "/v1/instance/connectionState/shop");
    case 1:
      return given.call("POST", "/v1/chat/findMessages/shop", { body: { where: {} } });
    case 2:
      return given.call("GET", "/v1/instance/connectionState/nowhere");
    case 3:
      return send("refused upstream");
    case 4:
      return send("unreachable");
    case 5:
      return send("error inside");
    case 6:
      return send("by a key without that right", { key: keys.reader });
    case 7:
      return given.call("GET", "/api/keys");
    case 8:
      // Every tenth of these repeats the one before it, which may still be under way (409).
      return send("once", { headers: { "idempotency-key": `once-${number - (number % 200 === 8 ? 20 : 0)}` } });
    case 9:
    case 10:
      return send("by a key with a budget", { key: keys.poor });
    default:
      return send("hello");
  }
}

/** An instance on an upstream server that fails at sends in every way that one can. */
async function givenUpstream(given: GivenTenant): Promise<void> {
  const fake = fakeEvolution("https://mixed-load.example");
  givenEvolutions(fake);
  const operator = givenContext().as({ kind: "operator", userId: "u1" });
  const { baseUrl, globalKey } = fake;
  const added = await addServer(operator, { name: "Load", baseUrl, globalKey, capacity: 10, weight: 1 });
  if (!added.ok) throw new Error(added.refusal.message);

  await givenInstance(given);
  // Not a spy: it would keep every one of the calls.
  vi.stubGlobal("fetch", async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    if (!path.startsWith("/message/")) return Response.json({ instance: { state: "open" } });
    switch (((await request.json()) as { text: string }).text) {
      case "refused upstream":
        return Response.json(
          { status: 500, error: "Internal Server Error", response: { message: "no" } },
          { status: 500 },
        );
      case "unreachable":
        throw new TypeError("Network connection lost.");
      case "error inside":
        return Response.json({ error: { message: "not allowed" } }, { status: 201 });
      default:
        return Response.json({ key: { id: crypto.randomUUID(), fromMe: true }, status: "PENDING" }, { status: 201 });
    }
  });
}

async function wholeLog({ ctx, tenantId }: GivenTenant): Promise<LoggedRequest[]> {
  const all: LoggedRequest[] = [];
  let before: { at: number; id: string } | undefined;
  do {
    const page = await ctx.journal(tenantId).listRequests({ filter: {}, limit: 2_000, before });
    all.push(...page.requests);
    before = page.next ?? undefined;
  } while (before);
  return all;
}

function wholeTime(begun: number, by: "instance" | "key" | "operation" | "outcome") {
  return { starts: [begun - 2 * 3_600_000], end: begun + 3_600_000, by };
}

function byOutcome(log: LoggedRequest[]): Map<LoggedRequest["outcome"], number> {
  const counted = new Map<LoggedRequest["outcome"], number>();
  for (const { outcome } of log) counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
  return counted;
}

function sum(figures: number[]): number {
  return figures.reduce((all, figure) => all + figure, 0);
}
