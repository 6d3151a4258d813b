import { expect, test } from "vitest";
import { forecastOf } from "#workers/domain/forecast";
import { dayMs } from "#workers/domain/period";

const period = { start: 0, end: 30 * dayMs };
const on = (day: number, used: number, limit = 1_000) => forecastOf(period, used, limit, day * dayMs).messagesRunOutAt;

test("half used after a quarter of the period runs out when the other half would be used", () => {
  expect(on(7.5, 500)).toBe(15 * dayMs);
});

test("what lasts until the period renews runs out never", () => {
  expect(on(15, 500)).toBeNull();
  expect(on(15, 499)).toBeNull();
  expect(on(15, 0)).toBeNull();
});

test("the first day says nothing, and what is used up has run out", () => {
  expect(on(0.5, 900)).toBeNull();
  expect(on(0.5, 1_000)).toBe(0.5 * dayMs);
  expect(on(3, 0, 0)).toBeNull();
});
