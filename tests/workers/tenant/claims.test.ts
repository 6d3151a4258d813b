import { expect, test } from "vitest";
import { plans } from "#workers/domain/plan";
import { Claims, isNamed } from "#workers/tenant/hub/claims";
import type { InstancePolicy, KeyPolicy, Policy } from "#workers/tenant/hub/policy";

const now = Date.UTC(2026, 10, 26, 21, 48, 28, 500);
const policy = { plan: plans.starter, periodAnchor: Date.UTC(2026, 0, 10, 7) } as Policy;
const key = { id: "key_a", messagesLimit: 50, requestsLimit: 5 } as KeyPolicy;
const target = { id: "i-1", messagesLimit: null, requestsLimit: 30 } as InstancePolicy;

test("plan, key and instance each have counters, limits and windows of their own", () => {
  const claims = new Claims().of({ policy, key, target, messages: 2, now });
  const told = claims.map(({ kind, limit, window, weight }) => [kind, limit, window.end - window.start, weight]);
  const month = Date.UTC(2026, 11, 10) - Date.UTC(2026, 10, 10);
  expect(told).toEqual([
    ["requests_second", 30, 1_000, 1],
    ["requests", 300, 60_000, 1],
    ["requests_day", 100_000, 86_400_000, 1],
    ["messages", 10_000, month, 2],
    ["key_messages", 50, month, 2],
    ["key_requests", 5, 60_000, 1],
    ["instance_messages", Number.POSITIVE_INFINITY, month, 2],
    ["instance_requests", 30, 60_000, 1],
  ]);
  expect(new Set(claims.map(({ counter }) => counter)).size).toBe(claims.length);
  for (const { window } of claims) {
    expect(window.start).toBeLessThanOrEqual(now);
    expect(window.end).toBeGreaterThan(now);
  }
});

test("a day is a day of UTC, and a period begins at the anchor", () => {
  const claims = new Claims().of({ policy, key: null, target: null, messages: 0, now });
  const startOf = (kind: string) => new Date(claims.find((claim) => claim.kind === kind)!.window.start).toISOString();
  expect(startOf("requests_day")).toBe("2026-11-26T00:00:00.000Z");
  expect(startOf("messages")).toBe("2026-11-10T07:00:00.000Z");
});

test("a period that was held for one anchor is not told for another, nor after its end", () => {
  const claims = new Claims();
  const first = claims.period(policy.periodAnchor, now);
  expect(claims.period(policy.periodAnchor, first.end).start).toBe(first.end);
  expect(claims.period(policy.periodAnchor, now)).toEqual(first);
  expect(claims.period(Date.UTC(2026, 0, 20), now).start).toBe(Date.UTC(2026, 10, 20));
});

test("counters of what is gone are forgotten, the plan's own never", () => {
  const ids = new Set(["key_a", "i-1"]);
  for (const counter of ["requests", "requests:second", "requests:day", "messages", "key:key_a:messages"]) {
    expect(isNamed(counter, ids), counter).toBe(true);
  }
  expect(isNamed("key:key_b:messages", ids)).toBe(false);
  expect(isNamed("instance:i-2:requests", ids)).toBe(false);
});
