import fc from "fast-check";
import { expect, test } from "vitest";
import { balanceOf, decide, giveBack, spend, watermarkLead, type Claim, type Counter } from "#workers/domain/quota";

const window = { start: 1_000, end: 61_000 };
const claim = (counter: string, limit: number, weight = 1): Claim => ({
  kind: "messages",
  counter,
  limit,
  weight,
  window,
});
const counter = (windowStart: number, used: number): Counter => ({ windowStart, used, watermark: used });

test("a request passes whole or not at all", () => {
  const counters: Record<string, Counter> = { a: counter(1_000, 1), b: counter(1_000, 5) };
  expect(decide([claim("a", 5), claim("b", 5)], (id) => counters[id])).toMatchObject({
    pass: false,
    claim: { counter: "b" },
  });
  expect(decide([claim("a", 5), claim("b", 6)], (id) => counters[id])).toEqual({ pass: true });
});

test("a count of an earlier window is over; one of a later window still holds when the clock jumps back", () => {
  expect(decide([claim("a", 1)], () => counter(0, 9))).toEqual({ pass: true });
  expect(decide([claim("a", 1)], () => counter(3_000, 1))).toMatchObject({ pass: false });
  // And it is told until when it holds.
  const { kind, limit } = claim("a", 1);
  expect(balanceOf(counter(3_000, 1), { kind, counter: "a", limit, window }).resetsAt).toBe(63_000);
});

test("of two limits that refuse, the one that opens last is told", () => {
  const soon = { ...claim("soon", 0), window: { start: 0, end: 10 } };
  const late = { ...claim("late", 0), window: { start: 0, end: 99 } };
  expect(decide([soon, late], () => undefined)).toMatchObject({ claim: { counter: "late" } });
  expect(decide([late, soon], () => undefined)).toMatchObject({ claim: { counter: "late" } });
});

test("what costs no messages passes a quota of messages, also one that a smaller plan has left overdrawn", () => {
  expect(decide([claim("a", 10, 0)], () => counter(1_000, 50))).toEqual({ pass: true });
  expect(decide([claim("a", 10, 1)], () => counter(1_000, 50))).toMatchObject({ pass: false, remaining: 0 });
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])("a weight of %s is never counted", (weight) => {
  expect(() => decide([claim("a", 100, weight)], () => undefined)).toThrow(RangeError);
});

test.each([-1, Number.NaN])("a limit of %s lets nothing through", (limit) => {
  expect(decide([claim("a", limit)], () => undefined)).toMatchObject({ pass: false });
});

test("a fractional limit lets its whole part through", () => {
  expect(decide([claim("a", 2.5)], () => counter(1_000, 1))).toEqual({ pass: true });
  expect(decide([claim("a", 2.5)], () => counter(1_000, 2))).toMatchObject({ pass: false });
});

test("nothing is given back twice over, nor to a window that it was not taken from", () => {
  expect(giveBack(counter(1_000, 1), 1_000, 5).used).toBe(0);
  expect(giveBack(counter(1_000, 3), 0, 1).used).toBe(3);
  expect(giveBack(counter(1_000, 3), 1_000, -2).used).toBe(3);
  expect(giveBack(counter(1_000, 3), 1_000, Number.NaN).used).toBe(3);
});

test("a count never passes its limit and its watermark is never behind it, with whatever limit it goes on", () => {
  const steps = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 5 }),
      weight: fc.integer({ min: 0, max: 3 }),
      limit: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(Number.POSITIVE_INFINITY)),
      refund: fc.boolean(),
    }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      let held: Counter | undefined;
      for (const { at, weight, limit, refund } of all) {
        const asked: Claim = { ...claim("a", limit, weight), window: { start: at * 5_000, end: (at + 1) * 5_000 } };
        if (decide([asked], () => held).pass && weight > 0) {
          const before = held;
          held = spend(held, asked);
          expect(held.used).toBeLessThanOrEqual(limit);
          expect(held.watermark).toBeGreaterThanOrEqual(held.used);
          expect(held.windowStart).toBeGreaterThanOrEqual(before?.windowStart ?? 0);
          if (refund) held = giveBack(held, held.windowStart, weight);
        }
        expect(balanceOf(held, asked).remaining).toBeLessThanOrEqual(limit);
      }
    }),
    { numRuns: 500 },
  );
});

test("the watermark never runs past the limit, and does not run ahead at all near it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("messages" as const, "requests" as const),
      fc.nat(2_000_000),
      fc.nat(2_000_000),
      (kind, limit, used) => {
        const lead = watermarkLead(kind, limit, used);
        expect(lead).toBeGreaterThanOrEqual(0);
        expect(lead).toBeLessThanOrEqual(kind === "messages" ? 256 : 1_024);
        if (used <= limit) expect(used + lead).toBeLessThanOrEqual(limit);
        if (limit - used < 16) expect(lead).toBe(0);
      },
    ),
  );
});
