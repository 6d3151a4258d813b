import fc from "fast-check";
import { expect, test } from "vitest";
import { seriesInput, seriesRange } from "#workers/domain/series-input";
import { isTimeZone, ZoneClock } from "#workers/domain/time-zone";

const zones = [
  "UTC",
  "America/Sao_Paulo",
  "Asia/Jakarta",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Apia",
];
const now = Date.UTC(2026, 10, 26, 12, 34, 56);

test.each(zones)("days of %s begin at its midnight, follow each other and leave nothing out", (zone) => {
  const clock = new ZoneClock(zone);
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2010, 0), max: now }),
      fc.integer({ min: 1, max: 40 * 86_400_000 }),
      (from, length) => {
        const starts = clock.daysBetween(from, from + length);
        expect(starts[0]).toBeLessThanOrEqual(from);
        expect(starts.at(-1)).toBeLessThan(from + length);
        for (const [index, start] of starts.entries()) {
          // Where clocks skip midnight, or a whole date, the day begins with the first moment that there is.
          expect(clock.dateAt(start - 1) < clock.dateAt(start)).toBe(true);
          if (index > 0) expect(start).toBeGreaterThan(starts[index - 1]!);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("an offset, an empty text and a made-up name are no time zones", () => {
  for (const zone of zones) expect(isTimeZone(zone), zone).toBe(true);
  for (const zone of ["", "+02:00", "Mars/Olympus", "../etc/passwd", "UTC\u0000", "a".repeat(200)]) {
    expect(isTimeZone(zone), zone).toBe(false);
  }
});

test("a range is that of the dates, the last one included, and never later than now", () => {
  const read = (query: object) => seriesRange(seriesInput.parse(query), "America/Sao_Paulo", now);
  expect(read({ from: "2026-11-01", to: "2026-11-03" })).toEqual({
    starts: Array.from({ length: 72 }, (_, hour) => Date.UTC(2026, 10, 1, 3 + hour)),
    end: Date.UTC(2026, 10, 4, 3),
    step: "hour",
  });
  expect(read({ from: "2026-11-26", to: "2026-12-24", step: "day" })).toEqual({
    starts: [Date.UTC(2026, 10, 26, 3)],
    end: now,
    step: "day",
  });
  expect(read({})).toMatchObject({ step: "hour", end: now });
  expect(read({ step: "day" })).toMatchObject({ starts: { length: 30 } });
});

test("a range that cannot be is refused in words", () => {
  const read = (query: object) => seriesRange(seriesInput.parse(query), "UTC", now);
  expect(read({ from: "2026-11-20", to: "2026-11-10" })).toMatchObject({ field: "to" });
  expect(read({ from: "2027-01-01" })).toMatchObject({ field: "from" });
  expect(read({ from: "2020-01-01" })).toMatchObject({ field: "from", text: expect.stringContaining("400 days") });
  expect(read({ from: "2026-01-01", step: "hour" })).toMatchObject({ text: expect.stringContaining("31 days") });
  for (const from of ["yesterday", "2026-02-30", "2026-13-01", "-1", "1e9", "99999999999999", "2026-11-01T25:00:00Z"]) {
    expect(seriesInput.safeParse({ from }).success, from).toBe(false);
  }
});
