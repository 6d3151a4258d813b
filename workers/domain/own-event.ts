import * as z from "zod";
import { botFailures, type BotFailure } from "./bot-failure";
import { eventRefusals, type EventRefusal } from "./event-refusal";

/** Something that Zapin itself has to tell a tenant. It goes the way of upstream's events: log, sockets, endpoints. */
export interface OwnEvent {
  /** Idempotent: the same id twice is one event. */
  id: string;
  type: OwnEventType;
  /** The instance that it is about; null where it is about the whole account. */
  instanceId: string | null;
  /** The tenant's name of that instance. */
  instance: string | null;
  /** Milliseconds since 1970. */
  at: number;
  /** What the type's schema says. */
  data: unknown;
}

interface OwnEventText {
  /** When it comes, in one sentence for its readers. */
  description: string;
  schema: z.ZodType;
  sample: unknown;
}

const moment = z.number().int().describe("milliseconds since 1970");

/** Every event of Zapin's own, with what it means and carries. */
export const ownEvents = {
  "zapin.instance.degraded": {
    description: "An instance says that it is connected, and yet does not work as it should.",
    schema: z.object({
      reason: z.string().describe("what was noticed, as a word for programs"),
      detail: z.string().nullable().describe("the same as a sentence"),
      since: moment,
    }),
    sample: {
      reason: "sends_pending",
      detail: "WhatsApp has not acknowledged a sent message for ten minutes.",
      since: 1764151200000,
    },
  },
  "zapin.instance.recovered": {
    description: "A degraded instance works again.",
    schema: z.object({
      reason: z.string().describe("what had been noticed"),
      since: moment.describe("when it had become degraded, in milliseconds since 1970"),
      durationMs: z.number().int(),
    }),
    sample: { reason: "sends_pending", since: 1764151200000, durationMs: 840000 },
  },
  "zapin.event.refused": {
    description:
      "The WhatsApp server told an event that could not be kept. It is not in the log; what it was about may be read from the instance's chats.",
    schema: z.object({
      reason: z.enum(Object.keys(eventRefusals) as [EventRefusal, ...EventRefusal[]]).describe("a word for programs"),
      detail: z.string().describe("the same as a sentence"),
      event: z.string().nullable().describe("its type, where that could be read"),
      bytes: z.number().int().nullable().describe("how large it is, where its sender said so"),
    }),
    sample: {
      reason: "too_large",
      detail: eventRefusals.too_large.text,
      event: "messages.upsert",
      bytes: 178257920,
    },
  },
  "zapin.quota.reached": {
    description: "Half, three quarters, nine tenths or all of an allowance are used. Once for each step and period.",
    schema: z.object({
      meter: z.string().describe("which allowance: `messages` or `requestsPerDay`"),
      percent: z.number().int(),
      used: z.number().int(),
      limit: z.number().int(),
      resetsAt: moment,
    }),
    sample: { meter: "messages", percent: 75, used: 7500, limit: 10000, resetsAt: 1764547200000 },
  },
  "zapin.endpoint.disabled": {
    description: "Zapin switched an endpoint off, because its receiver is gone or has failed for five days.",
    schema: z.object({
      endpointId: z.string(),
      url: z.string(),
      reason: z.enum(["failing", "gone"]).describe("`gone` where the receiver answered 410"),
      failingSince: moment.nullable(),
      lastError: z.string().nullable(),
    }),
    sample: {
      endpointId: "ep_4f1c2a90b7d84e6e",
      url: "https://shop.example/hooks/zapin",
      reason: "failing",
      failingSince: 1763719200000,
      lastError: "503",
    },
  },
  "zapin.key.revoked": {
    description: "An API key was revoked. The next request with it is refused.",
    schema: z.object({ keyId: z.string(), name: z.string(), prefix: z.string() }),
    sample: {
      keyId: "key_7d3e5b1c-4a55-4d0e-9a41-0f6f0c1f2d3e",
      name: "shop",
      prefix: "zpn_live_3f9c…",
    },
  },
  "zapin.bot.failed": {
    description: "A bot could not answer a contact. Once for each bot and cause in five minutes.",
    schema: z.object({
      botId: z.string(),
      name: z.string(),
      kind: z.string(),
      cause: z.enum(Object.keys(botFailures) as [BotFailure, ...BotFailure[]]).describe("a word for programs"),
      error: z.string().describe("the same as a sentence"),
    }),
    sample: {
      botId: "bot_9a2f4c",
      name: "Reception",
      kind: "typebot",
      cause: "provider_down",
      error: "The far end could not be reached or failed. It is tried again with the next message.",
    },
  },
  "zapin.bot.budget": {
    description: "Three quarters, or all, of a budget for bots are used up. Once for each step and period.",
    schema: z.object({
      botId: z.string().nullable().describe("null for the budget of all bots together"),
      name: z.string().nullable(),
      period: z.enum(["day", "month"]),
      unit: z.enum(["tokens", "usd"]),
      percent: z.number().int().describe("75 or 100"),
      spent: z.number(),
      limit: z.number(),
      action: z
        .enum(["fallback", "stop"])
        .nullable()
        .describe("what happens with messages once all is used up; null where each bot does what is set for it"),
    }),
    sample: {
      botId: "bot_9a2f4c",
      name: "Reception",
      period: "month",
      unit: "usd",
      percent: 75,
      spent: 15.01,
      limit: 20,
      action: "fallback",
    },
  },
} as const satisfies Record<string, OwnEventText>;

export type OwnEventType = keyof typeof ownEvents;

export const ownEventTypes = Object.keys(ownEvents) as OwnEventType[];
