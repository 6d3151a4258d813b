import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { givenTenant } from "#tests/support/given";
import { hubStub } from "#workers/tenant/stub";
import { Ledger } from "#workers/tenant/hub/ledger";

const window = { start: 0, end: 1_000 };
const claim = (limit: number, weight = 1) => ({ counter: "test", limit, weight, window });

/** A ledger over the storage of an Object of its own; `crash` makes a new one over the same rows. */
async function withLedger(work: (make: () => Ledger, sql: SqlStorage) => void): Promise<void> {
  const { tenantId } = await givenTenant();
  await runInDurableObject(hubStub(env, tenantId), (_, state) => {
    work(() => new Ledger(state.storage.sql), state.storage.sql);
  });
}

test("whatever happens in whatever order, no more than the limit is ever taken, and nothing left is invented", async () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant("take" as const), weight: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("refund" as const), weight: fc.constant(1) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constantFrom("crash" as const, "settle" as const), weight: fc.constant(0) }),
    },
  );
  await withLedger((make, sql) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.array(step, { maxLength: 300 }), (limit, steps) => {
        sql.exec("DELETE FROM counter");
        let ledger = make();
        let truly = 0;
        for (const { do: what, weight } of steps) {
          if (what === "take" && ledger.take([claim(limit, weight)]).taken) truly += weight;
          if (what === "refund" && truly >= weight) {
            ledger.refund([{ counter: "test", windowStart: 0, weight }]);
            truly -= weight;
          }
          if (what === "crash") ledger = make();
          if (what === "settle") ledger.settle();
          expect(truly).toBeLessThanOrEqual(limit);
          expect(ledger.used("test", window)).toBeGreaterThanOrEqual(truly);
        }
      }),
      { numRuns: 200 },
    );
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
    ledger.take([{ ...claim(10), window: { start: 5_000, end: 6_000 } }]);
    ledger.refund([{ counter: "test", windowStart: 0, weight: 1 }]);
    expect(ledger.used("test", { start: 5_000, end: 6_000 })).toBe(1);
  });
});
