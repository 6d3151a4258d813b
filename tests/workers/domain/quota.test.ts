import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, watermarkLead, type Count } from "#workers/domain/quota";

const window = { start: 1_000, end: 2_000 };
const claim = (counter: string, limit: number, weight = 1) => ({ counter, limit, weight, window });

test("a request passes whole or not at all", () => {
  const counts: Record<string, Count> = { a: { windowStart: 1_000, used: 1 }, b: { windowStart: 1_000, used: 5 } };
  expect(decide([claim("a", 5), claim("b", 5)], (id) => counts[id])).toMatchObject({
    pass: false,
    claim: { counter: "b" },
  });
  expect(decide([claim("a", 5), claim("b", 6)], (id) => counts[id])).toEqual({ pass: true });
});

test("a count of an earlier window is over; one of a later window still holds when the clock jumps back", () => {
  expect(decide([claim("a", 1)], () => ({ windowStart: 0, used: 9 }))).toEqual({ pass: true });
  expect(decide([claim("a", 1)], () => ({ windowStart: 3_000, used: 1 }))).toMatchObject({ pass: false });
});

test("of two limits that refuse, the one that opens last is told", () => {
  const soon = { ...claim("soon", 0), window: { start: 0, end: 10 } };
  const late = { ...claim("late", 0), window: { start: 0, end: 99 } };
  expect(decide([soon, late], () => undefined)).toMatchObject({ claim: { counter: "late" } });
  expect(decide([late, soon], () => undefined)).toMatchObject({ claim: { counter: "late" } });
});

test("the watermark never runs past the limit, and does not run ahead at all near it", () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), fc.nat(2_000_000), (limit, used) => {
      const lead = watermarkLead(limit, used);
      expect(lead).toBeGreaterThanOrEqual(0);
      if (used <= limit) expect(used + lead).toBeLessThanOrEqual(limit);
      if (limit - used < 16) expect(lead).toBe(0);
    }),
  );
});
