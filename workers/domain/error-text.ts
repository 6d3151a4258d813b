import { refusalStatus, type RefusalCode } from "./outcome";

/** What a page says about a code: the `type` of every refusal leads there. */
export interface ErrorText {
  title: string;
  /** What has happened. */
  meaning: string;
  /** What to do now. */
  remedies: readonly string[];
}

/** Every refusal, and the code of what nobody expected. */
export type ErrorCode = RefusalCode | "internal";

export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  invalid_input: {
    title: "The input is not valid",
    meaning:
      "Something in the body, the query or the path is missing, of the wrong type, or out of its range. Nothing was done.",
    remedies: [
      "Read `detail`: it names the member and what is wrong with it. On `/api`, `field` names it as well.",
      "Compare the body with the operation's page in the reference.",
    ],
  },
  unauthenticated: {
    title: "The key is missing or does not open this",
    meaning:
      "No key was sent, or it is unknown, revoked, expired, or bound to another instance. Which of these it is, is not told, so that nobody can probe for names.",
    remedies: [
      "Send the key in the header `apikey`, or as `Authorization: Bearer`. A key in the address is ignored.",
      "Look at the page API keys: is it still there, and for which instance was it made?",
      "A revoked key is refused from the very next request on. Make another one.",
    ],
  },
  forbidden: {
    title: "This key or role may not do it",
    meaning:
      "The key is good, but it is bound to one instance, lacks the scope, or is used from a network that it does not name; or the person's role only allows looking.",
    remedies: [
      "Read `detail`: it says which of these it is. The operation's page in the reference names the scope that it needs.",
      "Creating instances and everything under `/api` need a key of the whole account.",
      "Ask an owner or administrator of the account for the right.",
    ],
  },
  email_unverified: {
    title: "The address is not confirmed yet",
    meaning: "Somebody signed up with this address and has not opened the link that was sent to it.",
    remedies: [
      "Open the link in the mail.",
      "Ask for another mail on the sign-in page; look into the spam folder too.",
    ],
  },
  name_taken: {
    title: "The name is in use",
    meaning: "Your account has an instance of this name already. Names of other accounts never matter.",
    remedies: [
      "Choose another name, or delete the instance that has it.",
      "`GET /v1/instance/fetchInstances` lists yours.",
    ],
  },
  plan_limit: {
    title: "The plan has no room for another one",
    meaning: "The plan limits how many of these may exist at the same time, and all places are taken.",
    remedies: ["Delete one that is not needed.", "Change to a larger plan."],
  },
  tenant_suspended: {
    title: "The account is suspended",
    meaning: "The operator has closed the account. Keys and events are kept, and nothing is carried out.",
    remedies: ["Write to the operator."],
  },
  not_found: {
    title: "There is no such thing",
    meaning:
      "The instance, key or page does not exist in your account, or the path is not one of the API's. What belongs to other accounts looks the same as what does not exist.",
    remedies: [
      "Check the spelling: names are exact, and the instance is the last part of the path.",
      "A slash at the end of the base address makes `//instance/…`, which is no route. Leave it off.",
      "Look at the compatibility page: some routes of Evolution are not offered.",
    ],
  },
  conflict: {
    title: "Not in this state",
    meaning:
      "The request is right, but what it is about is in a state that does not allow it: a phone that shows no code cannot be scanned, and the first request with an Idempotency-Key may still be under way.",
    remedies: [
      "Read `detail`: it names the state that is needed.",
      "Read the present state, and try again when it fits.",
    ],
  },
  too_large: {
    title: "The body is too large",
    meaning: "`/v1` takes bodies up to 136 MB, as Evolution does. `/api` takes 64 KB.",
    remedies: ["Send large media as a public address instead of base64."],
  },
  idempotency_mismatch: {
    title: "The Idempotency-Key was used for something else",
    meaning:
      "The first request with this key asked for something else: another path, another query or another body. Nothing was done.",
    remedies: [
      "Take a new key for every request that is new, such as a random UUID.",
      "Send a repetition with exactly the same bytes.",
    ],
  },
  quota_exceeded: {
    title: "The messages of this period are used up",
    meaning:
      "The plan's quota, or the own budget of the key or instance, is spent. Nothing was sent, and nothing was charged.",
    remedies: [
      "`limit` says which budget it was, when it opens again and where it is raised.",
      "Raise it there: it counts from the next request on.",
      "Watch `X-RateLimit-Remaining`: every answer carries it.",
    ],
  },
  rate_limited: {
    title: "Too many requests",
    meaning:
      "All keys of the account share limits of requests a second, a minute and a day; a key and an instance can have their own. Signing in has one too.",
    remedies: [
      "Wait as many seconds as `Retry-After` says, then go on. `limit` says which limit it was.",
      "Spread requests out, and read events by webhook instead of asking again and again.",
    ],
  },
  upstream_failed: {
    title: "The WhatsApp server could not do it",
    meaning:
      "The server that holds the WhatsApp connection could not be reached, or did not take the call. Nothing was charged.",
    remedies: ["Try again after some seconds.", "If it lasts, tell the operator the `requestId`."],
  },
  upstream_unavailable: {
    title: "The WhatsApp server is not available",
    meaning: "The server answers that it cannot work now, for instance while it is being updated. Nothing was charged.",
    remedies: ["Wait as many seconds as `Retry-After` says, then try again."],
  },
  upstream_timeout: {
    title: "The WhatsApp server took too long",
    meaning: "No answer came in time. It may still carry the call out, so it counts.",
    remedies: [
      "Before you send again, look whether the message is there: `POST /v1/chat/findMessages`, or the event `send.message`.",
      "Large media take longer: send an address instead of base64.",
    ],
  },
  internal: {
    title: "Something went wrong on our side",
    meaning: "This should not happen. It has been logged.",
    remedies: ["Try again.", "If it happens again, tell the operator the `requestId`."],
  },
};

/** The status that a code comes with. */
export function errorStatus(code: ErrorCode): number {
  return code === "internal" ? 500 : refusalStatus[code];
}

export const errorCodes = Object.keys(errorTexts) as ErrorCode[];

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTexts, text);
}
