import { refuse, type Refusal } from "../domain/outcome";
import { repetitionRefusal } from "./idempotency";
import type { NotAdmitted } from "../tenant/hub/admission";

/** Says why a call was not admitted, and what to do about it. */
export function refusalOf(no: Exclude<NotAdmitted, { reason: "repeated" }>, clock: { now(): number }): Refusal {
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
    case "not_repeatable":
      return repetitionRefusal(no.state);
    case "unknown_instance":
      return refuse("not_found", `The "${no.instance}" instance does not exist`).refusal;
    case "limit": {
      const retryAfterSeconds = Math.max(1, Math.ceil((no.balance.resetsAt - clock.now()) / 1000));
      const opens = new Date(no.balance.resetsAt).toISOString();
      const text = `${limitTexts[no.limit]} of ${no.balance.limit} is used up. It opens again at ${opens}.`;
      const code = no.limit.endsWith("requests") ? "rate_limited" : "quota_exceeded";
      return refuse(code, text, { retryAfterSeconds }).refusal;
    }
  }
}

/** The same words for every key that does not open, so that nobody learns why it does not. */
export const unauthenticated = refuse(
  "unauthenticated",
  "The API key is missing or not valid. Send a key of yours in the header apikey.",
).refusal;

const limitTexts = {
  requests: "The limit of requests per minute",
  messages: "The plan's quota of messages for this period",
  key_requests: "This key's limit of requests per minute",
  key_messages: "This key's budget of messages for this period",
};
