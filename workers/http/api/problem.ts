import { refusalStatus, type Outcome, type Refusal } from "../../domain/outcome";

/** One of our refusals as RFC 9457 has it. */
export function problem(refusal: Refusal, requestId: string): Response {
  const status = refusalStatus[refusal.code];
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (refusal.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
  const body = {
    type: `/docs/errors/${refusal.code}`,
    title: titles[status] ?? "Error",
    status,
    detail: refusal.message,
    code: refusal.code,
    ...(refusal.field ? { field: refusal.field } : {}),
    ...(refusal.limit ? { limit: refusal.limit } : {}),
    requestId,
  };
  return Response.json(body, { status, headers });
}

/** A verb's outcome as an answer. */
export function respond<Value>(outcome: Outcome<Value>, requestId: string, status = 200): Response {
  return outcome.ok ? Response.json(outcome.value, { status }) : problem(outcome.refusal, requestId);
}

const titles: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
