import fc from "fast-check";
import { expect, test } from "vitest";
import { billingPeriod, dayMs, evenWindow, minuteMs, secondMs } from "#workers/domain/period";

const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

test("a period begins on the anchor's day; an anchor on the 31st falls to shorter months' last day and comes back", () => {
  const anchor = Date.UTC(2026, 0, 31);
  const starts = [1, 2, 3, 4].map((month) => iso(billingPeriod(anchor, Date.UTC(2026, month, 28, 23)).start));
  expect(starts).toEqual(["2026-02-28", "2026-02-28", "2026-03-31", "2026-04-30"]);
});

test("every moment lies in exactly one period, second, minute and day", () => {
  const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(moment, moment, (anchor, now) => {
      const period = billingPeriod(anchor, now);
      expect(period.start).toBeLessThanOrEqual(now);
      expect(period.end).toBeGreaterThan(now);
      expect(billingPeriod(anchor, period.end).start).toBe(period.end);
      for (const lengthMs of [secondMs, minuteMs, dayMs]) {
        const window = evenWindow(now, lengthMs);
        expect(window.start).toBeLessThanOrEqual(now);
        expect(window.end).toBe(window.start + lengthMs);
        expect(window.end).toBeGreaterThan(now);
        expect(evenWindow(window.end, lengthMs).start).toBe(window.end);
      }
    }),
  );
});
