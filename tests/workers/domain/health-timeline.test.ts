import { expect, test } from "vitest";
import { spansOf, workingShare } from "#workers/domain/health-timeline";

const timeline = [
  { at: 50, state: "open" as const, reason: null },
  { at: 150, state: "open" as const, reason: "silent" as const },
  { at: 200, state: "close" as const, reason: null },
  { at: 300, state: "open" as const, reason: null },
];

test("stretches fill the time from the first entry on, cut at both ends", () => {
  expect(spansOf(timeline, 100, 400).map(({ from, until }) => [from, until])).toEqual([
    [100, 150],
    [150, 200],
    [200, 300],
    [300, 400],
  ]);
  // Nothing is known of the time before the first entry.
  expect(spansOf(timeline, 0, 100).map(({ from, until }) => [from, until])).toEqual([[50, 100]]);
});

test("a stretch that ended before the time asked for, or has not begun, is not part of it", () => {
  expect(spansOf(timeline, 160, 190)).toEqual([{ from: 160, until: 190, state: "open", reason: "silent" }]);
  expect(spansOf(timeline, 10, 40)).toEqual([]);
  expect(spansOf([], 0, 100)).toEqual([]);
});

test("the share that worked counts neither what is degraded nor what is not connected, and only what is known", () => {
  expect(workingShare(spansOf(timeline, 0, 400))).toBeCloseTo(200 / 350);
  expect(workingShare(spansOf(timeline, 160, 190))).toBe(0);
  expect(workingShare([])).toBeNull();
});
