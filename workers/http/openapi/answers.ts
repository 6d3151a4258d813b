import { limitKinds } from "../../domain/limit";
import { refusalStatus, type RefusalCode } from "../../domain/outcome";

const members = {
  type: { type: "string", description: "The page that says what to do: /docs/errors/…" },
  title: { type: "string" },
  detail: { type: "string", description: "One sentence that says what to do." },
  code: { type: "string", enum: Object.keys(refusalStatus) },
  limit: {
    description: "The limit that was met, where one was.",
    type: "object",
    properties: {
      name: { enum: limitKinds },
      limit: { type: "integer" },
      remaining: { type: "integer" },
      opensAt: { type: "string", format: "date-time" },
      raise: { type: "string", format: "uri", description: "The page on which it is raised." },
    },
    required: ["name", "limit", "remaining", "opensAt", "raise"],
  },
  requestId: { type: "string", description: "Names this request for support." },
};

/** The two shapes in which Zapin refuses. */
export const schemas = {
  EvolutionError: {
    description: "An error in Evolution's shape. Refusals of Zapin's own carry the members of RFC 9457 beside it.",
    type: "object",
    properties: {
      status: { type: "integer" },
      error: { type: "string" },
      response: {
        type: "object",
        properties: {
          message: {
            description: "A text, a list of texts, a list of lists, or a list of objects, as Evolution has it.",
            anyOf: [{ type: "string" }, { type: "array", items: {} }],
          },
        },
      },
      ...members,
    },
    required: ["status", "error"],
  },
  Problem: {
    description: "A refusal, as RFC 9457 has it.",
    type: "object",
    properties: {
      ...members,
      status: { type: "integer" },
      field: { type: "string", description: "The member of the input that is at fault." },
    },
    required: ["type", "title", "status", "detail", "code", "requestId"],
  },
};

/** What both APIs may refuse with, whatever the operation. */
const everywhere: RefusalCode[] = [
  "unauthenticated",
  "forbidden",
  "tenant_suspended",
  "not_found",
  "too_large",
  "rate_limited",
];
const sending: RefusalCode[] = ["quota_exceeded"];
const writing: RefusalCode[] = ["conflict", "idempotency_mismatch"];
const upstream: RefusalCode[] = ["upstream_failed", "upstream_unavailable", "upstream_timeout"];

/** The refusals of an operation of `/v1`, by status. */
export function evolutionRefusals(method: string, sends: boolean): Record<string, unknown> {
  const codes = [...everywhere, ...(sends ? sending : []), ...(method === "GET" ? [] : writing), ...upstream];
  return refusals(codes, "application/json", "EvolutionError");
}

/** The refusals of an operation of `/api`, by status. */
export function ownRefusals(method: string): Record<string, unknown> {
  const codes: RefusalCode[] = ["invalid_input", ...everywhere, ...(method === "GET" ? [] : writing)];
  return refusals(codes, "application/problem+json", "Problem");
}

/** Parameters of both APIs, under names to refer to. */
export const parameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description:
      "A text of your own, new for each request. A repetition with it gets the first answer and is charged once.",
    schema: { type: "string", maxLength: 255 },
  },
};

/** What every write takes. */
export function onceOnly(method: string): unknown[] {
  return method === "GET" ? [] : [{ $ref: "#/components/parameters/IdempotencyKey" }];
}

function refusals(codes: RefusalCode[], mediaType: string, schema: keyof typeof schemas): Record<string, unknown> {
  const statuses = [...new Set(codes.map((code) => refusalStatus[code]))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: codes.filter((code) => refusalStatus[code] === status).join(", "),
        content: { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } },
        ...(status === 429 ? { headers: { "Retry-After": { schema: { type: "integer" } } } } : {}),
      },
    ]),
  );
}
