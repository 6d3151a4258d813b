import { expect, test } from "vitest";
import { judgeHealth, nextRestartAt, type HealthFacts } from "#workers/domain/health";

const now = 1_800_000_000_000;
const minute = 60_000;
const well: HealthFacts = {
  now,
  state: "open",
  sends: { waiting: 0, firstWaitingAt: null, lastAnsweredSentAt: null },
  acknowledges: true,
  calls: { made: 0, failed: 0 },
  missed: 0,
  events: { lastAt: now - minute, inWeek: 0, longestSilenceMs: 0 },
};
const reasonOf = (facts: Partial<HealthFacts>) => judgeHealth({ ...well, ...facts })?.reason ?? null;
const waiting = { waiting: 3, firstWaitingAt: now - 15 * minute, lastAnsweredSentAt: null };
const busy = { lastAt: now - 60 * minute, inWeek: 5_000, longestSilenceMs: 30 * minute };

test.each<[string, Partial<HealthFacts>, string | null]>([
  ["an instance that works", {}, null],
  ["no answer of the server", { state: null }, "unreachable"],
  ["a state that was never told", { state: "close" }, "not_connected"],
  ["half of the calls failing", { calls: { made: 6, failed: 3 } }, "calls_failing"],
  ["few of many calls failing", { calls: { made: 100, failed: 3 } }, null],
  ["two calls failing", { calls: { made: 2, failed: 2 } }, null],
  ["sends that wait", { sends: waiting }, "sends_pending"],
  ["one send that waits", { sends: { ...waiting, waiting: 1 } }, null],
  ["sends that wait while later ones were answered", { sends: { ...waiting, lastAnsweredSentAt: now } }, null],
  [
    "sends that waited after the last answer",
    { sends: { ...waiting, lastAnsweredSentAt: now - 20 * minute } },
    "sends_pending",
  ],
  ["sends on a connection without acknowledgements", { sends: waiting, acknowledges: false }, null],
  ["messages without events", { missed: 1 }, "events_missed"],
  [
    "a busy number gone silent whose history holds nothing new",
    { events: { ...busy, lastAt: now - 600 * minute } },
    null,
  ],
  [
    "a busy number gone silent without a history",
    { missed: null, events: { ...busy, lastAt: now - 600 * minute } },
    "silent",
  ],
  [
    "a silence within its habit",
    { missed: null, events: { ...busy, longestSilenceMs: 400 * minute, lastAt: now - 600 * minute } },
    null,
  ],
  [
    "a quiet number without a history",
    { missed: null, events: { lastAt: now - 9_000 * minute, inWeek: 12, longestSilenceMs: minute } },
    null,
  ],
])("%s", (_, facts, reason) => {
  expect(reasonOf(facts)).toBe(reason);
});

test("restarts come later each time, and not at all where they cannot help", () => {
  const degraded = { reason: "sends_pending" as const, since: now };
  expect(nextRestartAt(degraded, { count: 0, lastAt: null })).toBe(now + 5 * minute);
  expect(nextRestartAt(degraded, { count: 1, lastAt: now + 5 * minute })).toBe(now + 20 * minute);
  expect(nextRestartAt(degraded, { count: 50, lastAt: now })).toBe(now + 240 * minute);
  for (const reason of ["unreachable", "events_missed"] as const) {
    expect(nextRestartAt({ reason, since: now }, { count: 0, lastAt: null })).toBeNull();
  }
});
