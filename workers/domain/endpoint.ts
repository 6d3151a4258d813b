import * as z from "zod";
import { eventNameOf, eventNames, eventTypeOf } from "./event";
import { ownEventTypes } from "./own-event";

/** A place to which a tenant has its events delivered. */
export interface PublicEndpoint {
  id: string;
  url: string;
  description: string;
  enabled: boolean;
  /** Why and when Zapin switched it off; null where a person did, or nobody. */
  disabled: { reason: DisabledReason; at: number } | null;
  /** The instance whose Evolution webhook this is; null for endpoints of the account. */
  webhookOf: string | null;
  /** Names of the instances whose events it gets; null for all. */
  instances: string[] | null;
  /** Types of events that it gets, such as `messages.upsert`; null for all, also those still to come. */
  events: string[] | null;
  /** Evolution's own body, or Zapin's envelope around it. */
  format: EndpointFormat;
  /** Names of the headers that go along. Their values are told to nobody. */
  headers: string[];
  /** Deliveries that may be under way at the same time. 1 keeps the order of the log. */
  concurrency: number;
  /** Deliveries that may begin in one second; null for no limit. */
  ratePerSecond: number | null;
  /** Until when the secret before the last rotation signs as well; null when there is none. */
  previousSecretUntil: number | null;
  /** How the last 24 hours went. */
  last24Hours: DeliveryFigures;
  /** Since when every attempt has failed; null while they work. */
  failingSince: number | null;
  createdAt: number;
  updatedAt: number;
}

/** An endpoint at the one moment at which its secret is told. */
export type IssuedEndpoint = PublicEndpoint & { secret: string };

export interface DeliveryFigures {
  delivered: number;
  failed: number;
  /** Deliveries still to be made. */
  pending: number;
  /** Delivered of those that are decided, from 0 to 1; null when none is. */
  successRate: number | null;
}

export const disabledReasons = ["failing", "gone"] as const;
export type DisabledReason = (typeof disabledReasons)[number];

export const endpointFormats = ["evolution", "zapin"] as const;
export type EndpointFormat = (typeof endpointFormats)[number];

/** What stands in a list of events for all of them, also those still to come. */
export const everyEvent = "*";

/** A name that is stored for a type: `messages.upsert` and `MESSAGES_UPSERT` are one. Null for what is none. */
export function storedEventName(text: string): string | null {
  const name = eventNameOf(text.trim());
  return knownNames.has(name) ? name : null;
}

/** `ZAPIN_KEY_REVOKED` → `zapin.key.revoked` */
export function typeOfStored(name: string): string {
  return eventTypeOf(name);
}

const knownNames = new Set<string>([...eventNames, ...ownEventTypes.map(eventNameOf)]);

const events = z
  .array(
    z.string({ error: "must be the type of an event" }).transform((text, context) => {
      const name = storedEventName(text);
      if (name !== null) return name;
      const message = `"${text.slice(0, 60)}" is not a type of event. GET /api/event-types lists them.`;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
    { error: "must be a list of types of events" },
  )
  .min(1, "must hold at least one type; leave it out for all of them")
  .max(100, "must hold at most 100 types");

/** Headers that a delivery writes itself, or that speak about the connection. */
export function isReservedHeader(name: string): boolean {
  return /^(host|content-length|content-type|connection|transfer-encoding|user-agent|webhook-.*|cf-.*|x-zapin-.*)$/i.test(
    name,
  );
}

const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, "must be a name that a header can have")
  .refine((name) => !isReservedHeader(name), "is a header that Zapin sets itself");
const headerValue = z
  .string({ error: "must be a string" })
  .max(4_000, "must be at most 4000 characters")
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "cannot be sent in a header");

const choices = z.object({
  url: z.string({ error: "must be the address of your receiver" }).trim().min(1, "must not be empty").max(2048),
  description: z.string({ error: "must be a string" }).trim().max(200, "must be at most 200 characters"),
  enabled: z.boolean({ error: "must be true or false" }),
  instances: z
    .array(z.string({ error: "must be the name of an instance" }), { error: "must be a list of names" })
    .min(1, "must hold at least one name; leave it out for all instances")
    .max(1_000, "must hold at most 1000 names")
    .nullable(),
  events: events.nullable(),
  format: z.enum(endpointFormats, { error: "must be evolution or zapin" }),
  headers: z
    .record(headerName, headerValue, { error: "must be an object of texts" })
    .refine((headers) => Object.keys(headers).length <= 20, "must hold at most 20 headers"),
  concurrency: z
    .number({ error: "must be a whole number from 1 to 50" })
    .int("must be a whole number from 1 to 50")
    .min(1, "must be at least 1")
    .max(50, "must be at most 50"),
  ratePerSecond: z
    .number({ error: "must be a whole number from 1 to 1000" })
    .int("must be a whole number from 1 to 1000")
    .min(1, "must be at least 1")
    .max(1_000, "must be at most 1000")
    .nullable(),
});

/** What `POST /api/endpoints` takes. Without a list of instances or events it gets all of them. */
export const endpointInput = choices.partial().required({ url: true }).strict();

/** What `PATCH` takes: what is left out stays. */
export const endpointChange = choices.partial().strict();

export const defaultConcurrency = 10;

/** How long the last secret goes on signing beside the new one. */
export const secretOverlaps = { now: 0, "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const;
export const secretRotation = z
  .object({ overlap: z.enum(["now", "1h", "24h", "7d"], { error: "must be now, 1h, 24h or 7d" }).default("24h") })
  .strict();

export const endpointTest = z
  .object({ type: z.string({ error: "must be the type of an event" }).max(60).default("messages.upsert") })
  .strict();

/** From where to deliver again: a moment, or a number of the log. */
export const recoveryInput = z
  .object({
    since: z.iso
      .datetime({ offset: true, error: "must be a moment such as 2026-11-26T08:00:00Z" })
      .transform((text) => Date.parse(text))
      .optional(),
    after: z
      .number({ error: "must be a number of the event log" })
      .int("must be a whole number")
      .min(0, "must not be negative")
      .optional(),
    repeat: z.boolean({ error: "must be true or false" }).default(false),
  })
  .strict()
  .refine(({ since, after }) => (since === undefined) !== (after === undefined), {
    error: "Give either `since`, a moment, or `after`, a number of the event log.",
  });

/** Which events an endpoint gets. */
export interface EventFilter {
  /** Stored names, or "*". */
  events: readonly string[];
  /** Ids of instances; null for all. */
  instances: readonly string[] | null;
}

/** What is about the whole account reaches whoever wants its type, also endpoints of chosen instances. */
export function wantsEvent(filter: EventFilter, event: { type: string; instanceId: string | null }): boolean {
  if (!filter.events.includes(everyEvent) && !filter.events.includes(eventNameOf(event.type))) return false;
  return filter.instances === null || event.instanceId === null || filter.instances.includes(event.instanceId);
}
