import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { givenTenant } from "#tests/support/given";
import { givenRequest } from "#tests/support/requests";
import { matches, requestOutcomes, type LoggedRequest, type RequestFilter } from "#workers/domain/request";
import { hourMs } from "#workers/domain/usage-series";
import { journalStub } from "#workers/tenant/stub";

const start = Date.UTC(2026, 10, 1);
const hours = Array.from({ length: 48 }, (_, hour) => start + hour * hourMs);
const whole = { starts: hours, end: start + 48 * hourMs };

const anyRequest = fc
  .record({
    at: fc.integer({ min: start, max: start + 48 * hourMs - 1 }),
    instance: fc.constantFrom(null, "shop", "loja é", 'quo"te', "%_"),
    keyId: fc.constantFrom(null, "key_one", "key_two"),
    userId: fc.constantFrom(null, "user_one"),
    operation: fc.constantFrom("message.sendText", "chat.findChats", "GET /api/keys"),
    outcome: fc.constantFrom(...requestOutcomes),
    status: fc.constantFrom(200, 201, 404, 429, 502),
    messages: fc.constantFrom(0, 1, 2),
    totalMs: fc.integer({ min: 0, max: 70_000 }),
  })
  .map((more) =>
    givenRequest({
      ...more,
      code: more.outcome === "refused" ? "quota_exceeded" : null,
      sends: more.operation === "message.sendText",
      upstreamMs: null,
    }),
  );
const anyBatches = fc.array(fc.array(anyRequest, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 });

test("figures equal the log, however requests came in batches and however often the journal dies between them", async () => {
  await fc.assert(
    fc.asyncProperty(anyBatches, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), async (batches, deaths) => {
      const { tenantId } = await givenTenant();
      const journal = journalStub(env, tenantId);
      for (const [index, batch] of batches.entries()) {
        await journal.logRequests(batch);
        // A batch whose answer was lost comes again.
        if (deaths[index]) {
          await evictDurableObject(journal);
          await journal.logRequests(batch);
        }
      }
      const all = batches.flat();
      for (const by of ["instance", "key", "operation", "outcome"] as const) {
        const { buckets, groups } = await journal.usageSeries({ ...whole, by });
        expect(sum(buckets.map(({ requests }) => requests))).toBe(all.length);
        expect(sum(buckets.map(({ messages }) => messages))).toBe(sum(all.map(({ messages }) => messages)));
        expect(sum(groups.map(({ requests }) => requests))).toBe(all.length);
        expect(sum(groups.map(({ messages }) => messages))).toBe(sum(all.map(({ messages }) => messages)));
        for (const [hour, { outcomes }] of buckets.entries()) {
          const within = all.filter(({ at }) => at >= hours[hour]! && at < hours[hour]! + hourMs);
          for (const outcome of requestOutcomes) {
            expect(outcomes[outcome]).toBe(within.filter((request) => request.outcome === outcome).length);
          }
        }
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);

test("figures that were stored and those in memory add up, and are stored before retention takes their log", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  const batch = (from: number) =>
    Array.from({ length: 1_000 }, (_, index) => givenRequest({ at: start + from + index }));
  for (let index = 0; index < 9; index++) await journal.logRequests(batch(index * 1_000));
  const stored = () =>
    runInDurableObject(journal, (_, state) =>
      state.storage.sql.exec<{ sum: number | null }>("SELECT SUM(requests) AS sum FROM usage_hour").one(),
    );
  // Three dimensions.
  expect(await stored()).toEqual({ sum: 24_000 });
  const total = async () => sum((await journal.usageSeries({ ...whole, by: "key" })).buckets.map((each) => each.sent));
  expect(await total()).toBe(9_000);
  await journal.removeOld({ events: 0, requests: start + 48 * hourMs, usage: 0 });
  expect((await journal.listRequests({ filter: {}, limit: 10 })).requests).toEqual([]);
  expect(await total()).toBe(9_000);
  // What comes after a log that was emptied is counted on, also by the next Object.
  await journal.logRequests(batch(20_000));
  await evictDurableObject(journal);
  expect(await total()).toBe(10_000);
});

test("a thousand requests cost at most fifteen rows, log and figures together", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  const before = await journal.rowsWritten();
  for (let index = 0; index < 80; index++) {
    const batch = Array.from({ length: 200 }, (_, at) =>
      givenRequest({
        at: start + index * 250 + at,
        instance: `shop-${at % 10}`,
        operation: at % 3 ? "message.sendText" : "chat.findChats",
        outcome: at % 50 ? "ok" : "upstream_error",
      }),
    );
    await journal.logRequests(batch);
  }
  expect(((await journal.rowsWritten()) - before) / 16).toBeLessThanOrEqual(15);
});

test("pages of the log, put together, are all that matches, in order, without repetition", async () => {
  const anyFilter: fc.Arbitrary<RequestFilter> = fc.record(
    {
      instance: fc.constantFrom("shop", "loja é", 'quo"te', "%_", "nowhere"),
      key: fc.constantFrom("key_one", "console"),
      operation: fc.constantFrom("message.sendText", "GET /api/keys"),
      status: fc.constantFrom("4xx", "201", "5xx"),
      outcome: fc.constantFrom(...requestOutcomes),
      from: fc.integer({ min: start, max: start + 24 * hourMs }),
      to: fc.integer({ min: start + 24 * hourMs, max: start + 48 * hourMs }),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(anyBatches, anyFilter, fc.integer({ min: 1, max: 9 }), async (batches, filter, limit) => {
      const { tenantId } = await givenTenant();
      const journal = journalStub(env, tenantId);
      for (const batch of batches) await journal.logRequests(batch);
      const read: LoggedRequest[] = [];
      let before: { at: number; id: string } | undefined;
      do {
        const page = await journal.listRequests({ filter, limit, before });
        expect(page.requests.length).toBeLessThanOrEqual(limit);
        read.push(...page.requests);
        before = page.next ?? undefined;
      } while (before);
      const expected = batches
        .flat()
        .filter((request) => matches(request, filter))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
      expect(read).toEqual(expected);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("a request is found by its id, and no other text finds anything", async () => {
  const { tenantId } = await givenTenant();
  const journal = journalStub(env, tenantId);
  const asked = givenRequest({ at: start + 5 });
  await journal.logRequests([givenRequest({ at: start }), asked, givenRequest({ at: start + 9 })]);
  expect(await journal.getRequest(asked.id)).toEqual(asked);
  for (const id of [
    "",
    "req_",
    asked.id.slice(0, -1),
    `${asked.id}x`,
    "%",
    '"',
    "req_zzz",
    givenRequest({ at: start }).id,
  ]) {
    expect(await journal.getRequest(id), id).toBeNull();
  }
});

function sum(figures: number[]): number {
  return figures.reduce((all, figure) => all + figure, 0);
}
