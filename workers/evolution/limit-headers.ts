import { limitFacts } from "../domain/limit";
import type { Balance } from "../domain/quota";
import type { Admission } from "../tenant/hub/admission";

/**
 * What is left, told with every answer: `RateLimit-Policy` and `RateLimit` of the IETF draft for each
 * limit that applies, and the older `X-RateLimit-*` for the one that will be met first, or was met.
 */
export function limitHeaders(admission: Admission, sends: boolean, now: number): [string, string][] {
  const limits = "limits" in admission ? admission.limits : [];
  if (limits.length === 0) return [];
  let policies = "";
  let balances = "";
  let shown: Balance | undefined = "met" in admission ? admission.met : undefined;
  const met = shown !== undefined;
  const meter = sends ? "messages" : "requests";
  for (const balance of limits) {
    const { kind, limit, remaining, resetsAt } = balance;
    const facts = limitFacts[kind];
    const comma = policies === "" ? "" : ", ";
    policies += `${comma}"${kind}";q=${limit};w=${facts.windowSeconds}`;
    balances += `${comma}"${kind}";r=${remaining};t=${Math.max(0, Math.ceil((resetsAt - now) / 1000))}`;
    // The limit of a second is always the smallest, and says nothing about what comes after it.
    if (met || facts.meter !== meter || kind === "requests_second") continue;
    if (!shown || remaining < shown.remaining) shown = balance;
  }
  const { limit, remaining, resetsAt } = shown ?? limits[0]!;
  return [
    ["ratelimit-policy", policies],
    ["ratelimit", balances],
    ["x-ratelimit-limit", String(limit)],
    ["x-ratelimit-remaining", String(remaining)],
    ["x-ratelimit-reset", String(Math.ceil(resetsAt / 1000))],
  ];
}
