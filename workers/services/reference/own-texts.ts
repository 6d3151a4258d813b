import type * as z from "zod";
import { keyChange, keyInput, rotationInput } from "../../domain/key";
import { ownLimits } from "../../domain/own-limits";
import { requestsInput } from "../../domain/request";
import { seriesInput } from "../../domain/series-input";
import { endpointChange, endpointInput, endpointTest, recoveryInput, secretRotation } from "../../domain/endpoint";
import { deliveriesInput } from "../deliveries/list";
import { botAnalyticsInput } from "../bots/analytics";
import { connectionCheckInput } from "../bots/check-connection";
import { botTestInput } from "../bots/test";
import { eventsInput } from "../events/list";
import { restartsInput } from "../health/set-restarts";
import { troubleInput } from "../sandbox/trouble";
import { messageInput } from "../sandbox/receive";
import { botTexts } from "./bot-texts";

/** What is said of a route of `/api` beside what its door knows. */
export interface OwnText {
  summary: string;
  text?: string;
  status?: number;
  /** The schema that judges the body, and its members that come from the path instead. */
  body?: z.ZodType;
  inPath?: readonly string[];
  query?: z.ZodType;
  /** A body that works as it stands. */
  sample?: unknown;
  answer: string;
}

/** By method and path. A test holds that they are exactly the routes behind `/api`. */
export const ownTexts: Readonly<Record<string, OwnText>> = {
  "GET /api/keys": { summary: "List keys", answer: "`keys`, none of them with its secret." },
  "POST /api/keys": {
    summary: "Make a key",
    text: "For the whole account, or for one instance; with a budget of messages if wanted. A key of the `environment` `sandbox` works on sandbox instances only.",
    status: 201,
    body: keyInput,
    sample: { name: "shop", limits: { messages: 1000 } },
    answer: "The key. Its secret, `key`, is told this once.",
  },
  "PATCH /api/keys/:id": {
    summary: "Change a key",
    text: "Name, limits, scopes, networks and expiry. What is left out stays; null takes a limit away. It holds from the next request on.",
    body: keyChange,
    sample: { limits: { messages: 5000 } },
    answer: "The key as it is now.",
  },
  "POST /api/keys/:id/rotate": {
    summary: "Replace a key by a new one",
    text: "The old one goes on working for the grace that you choose.",
    status: 201,
    body: rotationInput,
    sample: { grace: "24h" },
    answer: "The new key. Its secret, `key`, is told this once.",
  },
  "DELETE /api/keys/:id": {
    summary: "Revoke a key",
    text: "The next request with it is refused.",
    answer: "The revoked key.",
  },
  ...botTexts,
  "GET /api/usage": {
    summary: "Read what is used and left",
    answer:
      "`period`; `meters.messages` of the period, `meters.requests` of this minute and `meters.requestsPerDay`, each with `used`, `limit`, `remaining` and `resetsAt`; `gauges` of instances, bots, endpoints and seats; `forecast.messagesRunOutAt`.",
  },
  "GET /api/usage/series": {
    summary: "Read usage over time",
    text: "By hour or by day of the time zone, split by instance, key, operation or outcome. An hour belongs to the day in which it begins.",
    query: seriesInput,
    answer:
      "`buckets` with requests, messages, outcomes and latencies (`own` is Zapin's share), `groups` with a `series` of requests each, and `totals`.",
  },
  "GET /api/usage/series.csv": {
    summary: "Export usage over time",
    text: "The same as a file for spreadsheets: one row for each hour or day.",
    query: seriesInput,
    answer: "The file.",
  },
  "GET /api/requests": {
    summary: "Read the request log",
    text: "Newest first. Pass the answer's `next` as `before` to go on; it is null at the end. Bodies are never kept.",
    query: requestsInput,
    answer: "`requests` and `next`.",
  },
  "GET /api/requests/:id": {
    summary: "Read one request",
    text: "By the id of its answer's header `x-request-id`.",
    answer: "The request.",
  },
  "GET /api/events": {
    summary: "Read the event log",
    text: "Events are numbered without gaps. Pass the answer's `next` as `after` to go on where you stopped. A page may hold fewer than `limit` where bodies are large; `data` of more than a megabyte is null here, with its size as `dataBytes`.",
    query: eventsInput,
    answer: "`events`, oldest first, and `next`.",
  },
  "GET /api/events/:sequence": {
    summary: "Read one event",
    text: "By its number, with the whole of its body however large that is.",
    answer: "The event.",
  },
  "GET /api/event-types": {
    summary: "List the types of events",
    answer: "`types`, each with what it means, the JSON schema of its `data`, and a sample.",
  },
  "GET /api/endpoints": {
    summary: "List endpoints",
    answer: "`endpoints`, newest first, with how the last 24 hours went. Webhooks of single instances are among them.",
  },
  "POST /api/endpoints": {
    summary: "Make an endpoint",
    text: "A place to which events are delivered: those of all instances or of some, of all types or of some, in Evolution's form or in Zapin's envelope. Every delivery is signed as Standard Webhooks has it.",
    status: 201,
    body: endpointInput,
    sample: { url: "https://shop.example/hooks/zapin", events: ["messages.upsert", "zapin.key.revoked"] },
    answer: "The endpoint, and `secret`, which signs its deliveries.",
  },
  "GET /api/endpoints/:id": { summary: "Read an endpoint", answer: "The endpoint." },
  "PATCH /api/endpoints/:id": {
    summary: "Change an endpoint",
    text: "What is left out stays. Switched off, an endpoint keeps what is on its way to it; switched on, that goes out. What happened in between can be recovered.",
    body: endpointChange,
    sample: { enabled: true },
    answer: "The endpoint as it is now.",
  },
  "DELETE /api/endpoints/:id": {
    summary: "Delete an endpoint",
    text: "Its deliveries go with it. The events stay in the log.",
    answer: "Its `id`.",
  },
  "GET /api/endpoints/:id/secret": {
    summary: "Read an endpoint's signing secret",
    answer: "`secret`, as `whsec_…`.",
  },
  "POST /api/endpoints/:id/secret/rotate": {
    summary: "Replace an endpoint's signing secret",
    text: "For the overlap that you choose, deliveries carry a signature by each of the two.",
    status: 201,
    body: secretRotation,
    sample: { overlap: "24h" },
    answer: "The endpoint, and its new `secret`.",
  },
  "POST /api/endpoints/:id/test": {
    summary: "Send a sample event to an endpoint",
    text: "A real request, signed as every delivery. It stands in no log and is not tried again.",
    body: endpointTest,
    sample: { type: "messages.upsert" },
    answer: "How it went: `delivered`, the request as sent, the receiver's status and the beginning of its answer.",
  },
  "POST /api/endpoints/:id/recover": {
    summary: "Deliver what an endpoint missed",
    text: "From a moment (`since`) or a number of the log (`after`) on, in the order of the log. What arrived already is left out unless you ask with `repeat`.",
    status: 202,
    body: recoveryInput,
    sample: { since: "2026-11-26T08:00:00Z" },
    answer: "`from` and `until`: the numbers of the log between which it looks.",
  },
  "GET /api/endpoints/:id/deliveries": {
    summary: "List an endpoint's deliveries",
    text: "Newest events first, each with its attempts. Pass the answer's `next` as `before` for the following page.",
    query: deliveriesInput,
    answer: "`deliveries` and `next`.",
  },
  "GET /api/deliveries/:id": {
    summary: "Read a delivery",
    answer: "The delivery with its attempts, and the `event` that it brings.",
  },
  "POST /api/deliveries/:id/retry": {
    summary: "Deliver an event once more",
    text: "At once, whatever became of it before.",
    status: 202,
    answer: "The delivery.",
  },
  "GET /api/instances": { summary: "List instances", answer: "`instances`, `total` and `limit`." },
  "GET /api/instances/:name": { summary: "Read an instance", answer: "The instance, with its present QR code." },
  "GET /api/instances/:name/limits": {
    summary: "Read an instance's own limits",
    answer: "`limits.messages` in a period and `limits.requests` in a minute, null for none, and `usage.messages`.",
  },
  "PATCH /api/instances/:name/limits": {
    summary: "Limit an instance",
    text: "Its own budget of messages in a period and of requests in a minute, beside the plan's. What is left out stays; null takes a limit away. It holds from the next request on.",
    body: ownLimits,
    sample: { messages: 1000, requests: 60 },
    answer: "The limits as they are now.",
  },
  "GET /api/instances/:name/webhook/secret": {
    summary: "Read a webhook's signing secret",
    answer: "`secret`, as `whsec_…`.",
  },
  "POST /api/sandbox/phones/:instance/scan": {
    summary: "Scan the code with the simulated phone",
    answer: "The instance and its state.",
  },
  "POST /api/sandbox/phones/:instance/drop": {
    summary: "Disconnect the simulated phone",
    answer: "The instance and its state.",
  },
  "POST /api/sandbox/phones/:instance/trouble": {
    summary: "Let the simulated phone go wrong",
    text: "`events_lost`: it tells nothing any more, until the log is repaired from its history. `unacknowledged`: nobody acknowledges what it sends. `none` ends it.",
    body: troubleInput,
    sample: { trouble: "events_lost" },
    inPath: ["instance"],
    answer: "The instance and its trouble.",
  },
  "GET /api/instances/:name/health": {
    summary: "Read an instance's health",
    text: "Whether an instance that says it is connected works, why not, and how it was in the last 30 days.",
    answer: "`state`, `degraded` with `reason` and `since`, `checkedAt`, `restarts` and `timeline`.",
  },
  "PATCH /api/instances/:name/health": {
    summary: "Restart an instance by itself or not",
    text: "While it is degraded: after 5 minutes, then 15, 30, 60, 120 and every 240.",
    body: restartsInput,
    sample: { restarts: true },
    answer: "`instance` and `restarts`.",
  },
  "POST /api/sandbox/phones/:instance/receive": {
    summary: "Let the simulated phone receive a text",
    status: 201,
    body: messageInput,
    sample: { from: "5511988887777", text: "Hello" },
    inPath: ["instance"],
    answer: "The message's id.",
  },
  "POST /api/bots/check": {
    summary: "Try a bot's connection before there is a bot",
    text: "Address, id, key and model. Sends a greeting to what the bot would talk to; OpenAI is asked for its models, and for the assistant if there is one. `credentialId` names a credential, `secret` is one that is not kept yet.",
    body: connectionCheckInput,
    sample: { kind: "typebot", connection: { url: "https://typebot.io", typebot: "welcome" } },
    answer: "`works`, and either what it said or `cause` and `message`.",
  },
  "POST /api/bots/:id/test": {
    summary: "Talk to a bot without WhatsApp",
    text: "Makes the calls that Evolution makes. What it uses is paid for and counts for budgets. Send the `session` of an answer along to go on with a conversation, for up to a day.",
    body: botTestInput,
    sample: { text: "Where is my parcel?" },
    answer:
      "`texts`, `tokens`, `costUsd` and `durationMs` of the answer, the `session`, and `failure` where there was none.",
  },
  "GET /api/bots/:id/analytics": {
    summary: "Read what a bot did",
    query: botAnalyticsInput,
    answer:
      "Conversations, answers, failures by cause, `answerRate`, `handOffRate`, `durationMs` (p50, p95), tokens, `costUsd`, by hour or day (UTC) in `steps`, by model and by contact.",
  },
  "POST /api/credentials/:id/check": {
    summary: "Ask the provider whether a key still works",
    answer: "`works`, and either how many models it opens or `cause` and `message`.",
  },
  "GET /api/credentials/:id/models": {
    summary: "List the models of a credential",
    answer: "`models`, each with `id` and `price` in US dollars for a million tokens (null where nobody has said one).",
  },
};
