import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startReading } from "#app/live/reading";

let idle: boolean;
let reads: number;
const reader = { isIdle: () => idle, read: () => void reads++ };

beforeEach(() => {
  vi.useFakeTimers();
  [idle, reads] = [true, 0];
});
afterEach(() => vi.useRealTimers());

it("reads at once, and once more for all that is asked in the time after", () => {
  const reading = startReading(reader, { everyMs: 1_000 });
  reading.ask();
  vi.advanceTimersByTime(0);
  expect(reads).toBe(1);
  for (let at = 0; at < 9; at++) {
    reading.ask();
    vi.advanceTimersByTime(100);
  }
  expect(reads).toBe(1);
  vi.advanceTimersByTime(100);
  expect(reads).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(reads).toBe(2);
});

it("waits for what is on its way, and forgets nothing that was asked meanwhile", () => {
  const reading = startReading(reader, { everyMs: 1_000 });
  idle = false;
  reading.ask();
  vi.advanceTimersByTime(5_000);
  expect(reads).toBe(0);
  idle = true;
  vi.advanceTimersByTime(1_000);
  expect(reads).toBe(1);
});

it("leaves time for what is written a moment after it was told of", () => {
  const reading = startReading(reader, { everyMs: 2_000, soonMs: 300 });
  reading.ask();
  vi.advanceTimersByTime(299);
  expect(reads).toBe(0);
  vi.advanceTimersByTime(1);
  expect(reads).toBe(1);
});

it("reads nothing after its page is gone", () => {
  const reading = startReading(reader, { everyMs: 1_000 });
  reading.ask();
  reading.stop();
  vi.advanceTimersByTime(5_000);
  expect([reads, vi.getTimerCount()]).toEqual([0, 0]);
});
