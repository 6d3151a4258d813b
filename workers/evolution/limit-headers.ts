import type { Balance } from "../domain/quota";
import { limitKindOf, type Admission } from "../tenant/hub/admission";

/**
 * What is left, told with every answer: `RateLimit-Policy` and `RateLimit` of the IETF draft for each
 * limit, and the older `X-RateLimit-*` for the one that will be met first.
 */
export function limitHeaders(admission: Admission, sends: boolean, now: number): [string, string][] {
  const limits = "limits" in admission ? admission.limits : [];
  if (limits.length === 0) return [];
  const named = limits.map((limit) => ({
    ...limit,
    name: limitKindOf(limit.counter),
    seconds: secondsUntil(limit, now),
  }));
  const relevant = named.filter((limit) => limit.name.endsWith("requests") !== sends);
  const tightest = relevant.reduce((a, b) => (b.remaining < a.remaining ? b : a));
  return [
    ["ratelimit-policy", named.map(({ name, limit }) => `"${name}";q=${limit};w=${windowSeconds[name]}`).join(", ")],
    ["ratelimit", named.map(({ name, remaining, seconds }) => `"${name}";r=${remaining};t=${seconds}`).join(", ")],
    ["x-ratelimit-limit", String(tightest.limit)],
    ["x-ratelimit-remaining", String(tightest.remaining)],
    ["x-ratelimit-reset", String(Math.ceil(tightest.resetsAt / 1000))],
  ];
}

function secondsUntil(limit: Balance, now: number): number {
  return Math.max(0, Math.ceil((limit.resetsAt - now) / 1000));
}

/** A billing period is a month of the tenant's own; the draft wants one number, so it is told as 30 days. */
const windowSeconds = { requests: 60, key_requests: 60, messages: 2_592_000, key_messages: 2_592_000 };
