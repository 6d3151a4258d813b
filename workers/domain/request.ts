import * as z from "zod";

/** How a request ended. `repeated` is an answer that was given again; `internal_error` is Zapin's own fault. */
export const requestOutcomes = [
  "ok",
  "refused",
  "upstream_error",
  "upstream_unreachable",
  "repeated",
  "internal_error",
] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** One request, as the log keeps it. Bodies are never kept: they are the tenant's customers' words. */
export interface LoggedRequest {
  id: string;
  /** Milliseconds since 1970 at which it came. */
  at: number;
  keyId: string | null;
  userId: string | null;
  instance: string | null;
  /** An operation of Evolution's (`message.sendText`), or a route of Zapin's own (`GET /api/keys`). */
  operation: string;
  status: number;
  outcome: RequestOutcome;
  /** Zapin's own word for a refusal; null where upstream answered. */
  code: string | null;
  /** True for an operation that sends a message. */
  sends: boolean;
  /** Messages that it was charged for. */
  messages: number;
  totalMs: number;
  /** What of it was spent on asking the tenant's counters. */
  admitMs: number | null;
  upstreamMs: number | null;
}

export const statusClasses = ["2xx", "3xx", "4xx", "5xx"] as const;

/** `2xx` or `404`. */
const statusFilter = z
  .string()
  .regex(/^(?:[1-5]xx|[1-5]\d\d)$/, "must be a status such as 404, or a class such as 4xx");
const moment = (what: string) =>
  z.coerce.number({ error: what }).int(what).min(0, what).max(8_640_000_000_000_000, what);
const name = (most: number) => z.string().min(1, "must not be empty").max(most, `must be at most ${most} characters`);
/** An address that leaves a filter empty (`?status=`) does not filter: that is what a form sends. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

const limitText = "must be a whole number from 1 to 500";
const momentText = "must be a time in milliseconds since 1970";

/** What a reader of the log may ask for. */
export const requestsInput = z.object({
  instance: optional(name(100)),
  /** The id of a key, or `console` for what people did on Zapin's pages. */
  key: optional(name(100)),
  operation: optional(name(120)),
  status: optional(statusFilter),
  outcome: optional(z.enum(requestOutcomes, { error: `must be one of ${requestOutcomes.join(", ")}` })),
  /** From this moment on. */
  from: optional(moment(momentText)),
  /** Up to but without this moment. */
  to: optional(moment(momentText)),
  /** The `next` of an answer: goes on where it stopped. */
  before: optional(z.string().regex(/^\d{1,16}(?:\.[\w~-]{1,64})?$/, "must be the `next` of an earlier answer")),
  limit: optional(z.coerce.number({ error: limitText }).int(limitText).min(1, limitText).max(500, limitText)),
});
export type RequestsInput = z.infer<typeof requestsInput>;

/** What the log is asked for, by value. */
export interface RequestFilter {
  instance?: string | undefined;
  key?: string | undefined;
  operation?: string | undefined;
  status?: string | undefined;
  outcome?: RequestOutcome | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** The word for people among keys: what the console does for a signed-in person. */
export const consoleKey = "console";

export function matches(request: LoggedRequest, filter: RequestFilter): boolean {
  const { instance, key, operation, status, outcome, from, to } = filter;
  return (
    (instance === undefined || request.instance === instance) &&
    (key === undefined || keyOfRequest(request) === key) &&
    (operation === undefined || request.operation === operation) &&
    (outcome === undefined || request.outcome === outcome) &&
    (status === undefined ||
      (status.endsWith("xx") ? String(request.status)[0] === status[0] : String(request.status) === status)) &&
    (from === undefined || request.at >= from) &&
    (to === undefined || request.at < to)
  );
}

/** Under whose name a request is counted: a key's, the console's, or nobody's where none was recognized. */
export function keyOfRequest({ keyId, userId }: Pick<LoggedRequest, "keyId" | "userId">): string | null {
  return keyId ?? (userId === null ? null : consoleKey);
}
