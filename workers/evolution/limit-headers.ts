import { readBalances } from "../domain/balances";
import { limitFacts } from "../domain/limit";
import type { Balance } from "../domain/quota";
import type { Admission } from "../tenant/hub/admission";

/**
 * What is left, told with every answer: `RateLimit-Policy` and `RateLimit` of the IETF draft for each
 * limit that applies, and the older `X-RateLimit-*` for the one that will be met first, or was met.
 */
export function limitHeaders({ limits, met, sends, now }: Told): [string, string][] {
  if (limits.length === 0) return [];
  let policies = "";
  let balances = "";
  let shown = met;
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

/** What an admission, or its refusal, tells of limits. */
export function limitsIn(admission: Admission): Pick<Told, "limits" | "met"> {
  return {
    limits: readBalances("limits" in admission ? admission.limits : ""),
    met: "met" in admission ? admission.met : undefined,
  };
}

interface Told {
  limits: readonly Balance[];
  /** The limit that refused, if one did. */
  met: Balance | undefined;
  /** Does the call send messages, so that the quota of messages is the one to tell? */
  sends: boolean;
  now: number;
}
