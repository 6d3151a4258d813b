import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { givenTenant } from "#tests/support/given";
import { hubStub } from "#workers/tenant/stub";
import { evenWindow } from "#workers/domain/period";
import type { Claim } from "#workers/domain/quota";
import { Ledger, type RefundableClaim } from "#workers/tenant/hub/ledger";

const window = { start: 0, end: 60_000 };
const claim = (limit: number, weight = 1): Claim => ({ kind: "messages", counter: "test", limit, weight, window });

/** A ledger over the storage of an Object of its own; `crash` makes a new one over the same rows. */
async function withLedger(work: (make: () => Ledger, sql: SqlStorage) => void): Promise<void> {
  const { tenantId } = await givenTenant();
  await runInDurableObject(hubStub(env, tenantId), (_, state) => {
    work(() => new Ledger(state.storage.sql), state.storage.sql);
  });
}

/** What a tenant may do in any order, and what may happen to it. */
const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant("take" as const), weight: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), pick: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("crash" as const, "settle" as const, "evict" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("jump" as const), byMs: fc.integer({ min: -90_000, max: 90_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("plan" as const), limit: fc.integer({ min: 0, max: 400 }) }) },
);

test("whatever happens in whatever order, no more than the limit is ever taken, and nothing left is invented", async () => {
  await withLedger((make, sql) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 0, max: 40 }), (steps, keyLimit) => {
        sql.exec("DELETE FROM counter");
        let ledger = make();
        let now = 10_000_000;
        let planLimit = 100;
        /** What was truly taken, by counter and the window in which the ledger counts it. */
        const truly = new Map<string, number>();
        const taken: RefundableClaim[][] = [];
        const claims = (weight: number): Claim[] => [
          { kind: "messages", counter: "plan", limit: planLimit, window: evenWindow(now, 86_400_000), weight },
          { kind: "key_messages", counter: "key", limit: keyLimit, window: evenWindow(now, 60_000), weight },
          { kind: "requests_second", counter: "second", limit: 20, window: evenWindow(now, 1_000), weight: 1 },
        ];
        const nameOf = ({ counter, windowStart }: RefundableClaim) => `${counter} ${windowStart}`;
        for (const what of steps) {
          if (what.do === "jump") now += what.byMs;
          if (what.do === "plan") planLimit = what.limit;
          if (what.do === "settle") ledger.settle();
          if (what.do === "evict") ledger.settle();
          if (what.do === "crash" || what.do === "evict") {
            ledger = make();
            // A second is counted in memory: a crash begins it anew.
            for (const name of truly.keys()) if (name.startsWith("second")) truly.delete(name);
          }
          if (what.do === "take") {
            const asked = claims(what.weight);
            if (ledger.take(asked).taken) {
              const receipts = ledger.refundable(asked);
              taken.push(receipts.filter(({ counter }) => counter !== "second"));
              receipts.forEach((receipt, at) => {
                truly.set(nameOf(receipt), (truly.get(nameOf(receipt)) ?? 0) + receipt.weight);
                if (receipt.weight > 0) expect(truly.get(nameOf(receipt))).toBeLessThanOrEqual(asked[at]!.limit);
              });
            }
          }
          if (what.do === "refund" && taken.length > 0) {
            const [receipts] = taken.splice(what.pick % taken.length, 1);
            ledger.refund(receipts!);
            for (const receipt of receipts!) truly.set(nameOf(receipt), truly.get(nameOf(receipt))! - receipt.weight);
          }
          for (const each of claims(1)) {
            const [at] = ledger.refundable([each]);
            const used = truly.get(nameOf(at!)) ?? 0;
            if (at!.windowStart < each.window.start) continue;
            expect(ledger.balance(each).remaining).toBeLessThanOrEqual(Math.max(0, each.limit - used));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("an eviction after a pause forgets nothing: what was left is left", async () => {
  await withLedger((make) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 50 }), (weights) => {
        const counter = crypto.randomUUID();
        const ledger = make();
        let sent = 0;
        for (const weight of weights) if (ledger.take([{ ...claim(60, weight), counter }]).taken) sent += weight;
        ledger.settle();
        expect(make().used(counter, window)).toBe(sent);
      }),
      { numRuns: 50 },
    );
  });
});

test("a second costs no rows, and holds within itself", async () => {
  await withLedger((make, sql) => {
    const ledger = make();
    const second = { ...claim(10), kind: "requests_second" as const, window: evenWindow(5_500, 1_000) };
    const passed = Array.from({ length: 25 }, () => ledger.take([second]).taken).filter(Boolean);
    expect(passed).toHaveLength(10);
    expect(ledger.take([{ ...second, window: evenWindow(6_000, 1_000) }]).taken).toBe(true);
    expect(sql.exec("SELECT * FROM counter WHERE id = 'test'").toArray()).toEqual([]);
    expect(ledger.rowsWritten).toBe(0);
  });
});

test("a crash forgets at most the lead of the watermark, and nothing near the limit", async () => {
  await withLedger((make) => {
    const ledger = make();
    for (let at = 0; at < 100; at++) ledger.take([claim(10_000)]);
    const after = make().used("test", window);
    expect(after).toBeGreaterThanOrEqual(100);
    expect(after).toBeLessThanOrEqual(100 + 256);
    while (ledger.take([claim(10_000)]).taken);
    expect(make().used("test", window)).toBe(10_000);
  });
});

test("most requests write nothing", async () => {
  await withLedger((make, sql) => {
    const ledger = make();
    const before = sql.exec("SELECT 1").rowsWritten;
    let writes = 0;
    let mark = -1;
    for (let at = 0; at < 2_000; at++) {
      ledger.take([claim(100_000)]);
      const watermark = sql
        .exec<{ watermark: number }>("SELECT watermark FROM counter WHERE id = 'test'")
        .one().watermark;
      if (watermark !== mark) writes += 1;
      mark = watermark;
    }
    expect(before).toBe(0);
    expect(writes).toBeLessThanOrEqual(9);
  });
});

test("an idle hub writes the exact figure, so that its eviction forgets nothing", async () => {
  const given = await givenTenant();
  const hub = hubStub(env, given.tenantId);
  for (let at = 0; at < 5; at++)
    await hub.admit({
      credential: { kind: "member" },
      reach: "any",
      scope: "usage:read",
      address: null,
      instance: null,
      messages: 1,
    });
  await vi.waitFor(
    () =>
      runInDurableObject(hub, (_, state) => {
        const row = state.storage.sql
          .exec<{ watermark: number }>("SELECT watermark FROM counter WHERE id = 'messages'")
          .one();
        expect(row.watermark).toBe(5);
      }),
    { timeout: 10_000, interval: 200 },
  );
  await evictDurableObject(hub);
  expect((await hubStub(env, given.tenantId).usage())!.meters.messages.used).toBe(5);
});

test("a refund of an earlier window gives nothing back in this one", async () => {
  await withLedger((make) => {
    const ledger = make();
    ledger.take([{ ...claim(10), window: { start: 60_000, end: 120_000 } }]);
    ledger.refund([{ counter: "test", windowStart: 0, weight: 1 }]);
    expect(ledger.used("test", { start: 60_000, end: 120_000 })).toBe(1);
  });
});
