import { refuse, type Refusal } from "../domain/outcome";
import { repetitionRefusal } from "./idempotency";
import { limitFacts, raisePath } from "../domain/limit";
import type { MetLimit, NotAdmitted } from "../tenant/hub/admission";

/** What a refusal tells beside its reason. */
interface Told {
  now(): number;
  settings: { publicUrl: string };
}

/** Says why a call was not admitted, and what to do about it. */
export function refusalOf(no: Exclude<NotAdmitted, { reason: "repeated" }>, ctx: Told): Refusal {
  switch (no.reason) {
    case "unknown_key":
      return unauthenticated;
    case "suspended":
      return refuse("tenant_suspended", "This account is suspended. Write to the operator to open it again.").refusal;
    case "needs_tenant_key":
      return refuse("forbidden", "This key works on one instance only. Use a key of the whole account.").refusal;
    case "other_instance":
      return unauthenticated;
    case "scope":
      return refuse("forbidden", `This key may not do that: it lacks the scope ${no.scope}.`).refusal;
    case "network":
      return refuse("forbidden", "This key does not work from your network address.").refusal;
    case "role":
      return refuse("forbidden", "Your role in this account may read, and nothing else. Ask its owner.").refusal;
    case "sandbox_key":
      return refuse(
        "forbidden",
        "This is a sandbox key: it works on sandbox instances only. Use a live key (zpn_live_…) for everything else.",
      ).refusal;
    case "not_repeatable":
      return repetitionRefusal(no.state);
    case "unknown_instance":
      return refuse("not_found", `The "${no.instance}" instance does not exist`).refusal;
    case "limit":
      return limitRefusal(no.met, ctx);
  }
}

/** Says which limit, when it opens again and where it is raised. */
function limitRefusal({ kind, limit, remaining, resetsAt, weight, instance }: MetLimit, ctx: Told): Refusal {
  const { meter, text } = limitFacts[kind];
  const raise = `${ctx.settings.publicUrl}${raisePath(kind, instance)}`;
  const opensAt = new Date(resetsAt).toISOString();
  const what = remaining > 0 ? `has ${remaining} left, and this call takes ${weight}` : "is used up";
  return refuse(
    meter === "requests" ? "rate_limited" : "quota_exceeded",
    `${text} of ${limit} ${what}. It opens again at ${opensAt}. Raise it at ${raise}`,
    {
      retryAfterSeconds: Math.max(1, Math.ceil((resetsAt - ctx.now()) / 1000)),
      limit: { name: kind, limit, remaining, opensAt, raise },
    },
  ).refusal;
}

/** The same words for every key that does not open, so that nobody learns why it does not. */
export const unauthenticated = refuse(
  "unauthenticated",
  "The API key is missing or not valid. Send a key of yours in the header apikey.",
).refusal;
