import fc from "fast-check";
import { expect, test } from "vitest";
import { addInto, count, quantileMs, readHistogram, writeHistogram, type Histogram } from "#workers/domain/latency";

const durations = fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 300 });

function histogramOf(all: number[]): Histogram {
  const histogram: Histogram = [];
  for (const duration of all) count(histogram, duration);
  return histogram;
}

test("hours that are added up say the same as if all had been counted in one", () => {
  fc.assert(
    fc.property(durations, durations, (one, two) => {
      const sum = addInto(histogramOf(one), readHistogram(writeHistogram(histogramOf(two))));
      for (const share of [0.5, 0.95, 0.99]) {
        expect(quantileMs(sum, share)).toBe(quantileMs(histogramOf([...one, ...two]), share));
      }
    }),
  );
});

test("a percentile is in the bucket of the true one: at most a quarter off, or a millisecond", () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99), (all, share) => {
      const sorted = [...all].sort((a, b) => a - b);
      const exact = sorted[Math.max(0, Math.ceil(share * all.length) - 1)]!;
      const told = quantileMs(histogramOf(all), share)!;
      expect(told).toBeGreaterThanOrEqual(exact / 1.26 - 1);
      expect(told).toBeLessThanOrEqual(exact * 1.26 + 1);
    }),
  );
});

test("of nothing there is no percentile", () => {
  expect(quantileMs([], 0.5)).toBeNull();
  expect(quantileMs(readHistogram(""), 0.5)).toBeNull();
});
