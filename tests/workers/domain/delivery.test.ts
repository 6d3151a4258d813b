import fc from "fast-check";
import { expect, test } from "vitest";
import { retryDelayMs, retrySchedule } from "#workers/domain/delivery";

test("a delivery is tried again after whole milliseconds, never earlier than planned nor than the receiver asked", () => {
  const retryAfter = fc.option(fc.double({ min: 0, max: 3_600_000, noNaN: true }));
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: retrySchedule.length }), retryAfter, random, (failures, asked, chance) => {
      const delayMs = retryDelayMs(failures, asked, chance)!;
      // An alarm for a part of a millisecond rings before it is over, finds nothing due, and would be lost.
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(Math.max(retrySchedule[failures - 1]!, asked ?? 0));
      expect(delayMs).toBeLessThanOrEqual(Math.max(retrySchedule[failures - 1]! * 1.2, asked ?? 0) + 1);
    }),
  );
});

test("after its last try a delivery has failed", () => {
  expect(retryDelayMs(retrySchedule.length + 1, null)).toBeNull();
});
