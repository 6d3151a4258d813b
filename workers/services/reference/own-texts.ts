import type * as z from "zod";
import { keyChange, keyInput, rotationInput } from "../../domain/key";
import { ownLimits } from "../../domain/own-limits";
import { requestsInput } from "../../domain/request";
import { seriesInput } from "../../domain/series-input";
import { eventsInput } from "../events/list";
import { messageInput } from "../sandbox/receive";

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
    text: "For the whole account, or for one instance; with a budget of messages if wanted.",
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
    text: "Events are numbered without gaps. Pass the answer's `next` as `after` to go on where you stopped.",
    query: eventsInput,
    answer: "`events`, oldest first, and `next`.",
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
  "POST /api/sandbox/phones/:instance/receive": {
    summary: "Let the simulated phone receive a text",
    status: 201,
    body: messageInput,
    sample: { from: "5511988887777", text: "Hello" },
    inPath: ["instance"],
    answer: "The message's id.",
  },
};
