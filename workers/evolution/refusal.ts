import { refusalStatus, type Refusal } from "../domain/outcome";

/**
 * Dresses one of our own refusals as Evolution would have, so that an unmodified client shows it as it
 * shows Evolution's, and adds the members of RFC 9457 for everyone else. `said` are Evolution's own
 * words where it has some for the case; ours then stand in `detail`.
 */
export function evolutionRefusal(refusal: Refusal, requestId: string, said: unknown = [refusal.message]): Response {
  const status = refusalStatus[refusal.code];
  const error = statusTexts[status] ?? "Error";
  const headers = new Headers({ "content-type": "application/json; charset=utf-8" });
  if (refusal.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
  const body = {
    status,
    error,
    // Upstream's 401 carries a text, all its other refusals a list.
    response: { message: status === 401 ? "Unauthorized" : said },
    type: `/docs/errors/${refusal.code}`,
    title: error,
    detail: refusal.message,
    code: refusal.code,
    ...(refusal.limit ? { limit: refusal.limit } : {}),
    requestId,
  };
  return Response.json(body, { status, headers });
}

/** What upstream answers to a method and path that it does not have. */
export function unknownRoute(method: string, pathAndQuery: string, requestId: string): Response {
  const message = `Cannot ${method} ${pathAndQuery}`;
  const body = { status: 404, error: "Not Found", response: { message: [message] }, code: "not_found", requestId };
  return Response.json(body, { status: 404 });
}

/** What upstream answers to a body that is no JSON: the right status under the wrong name. */
export function malformedBody(message: string, requestId: string, status: 400 | 413 = 400): Response {
  return Response.json({ status, error: "Internal Server Error", response: { message }, requestId }, { status });
}

/** What upstream's schema check answers: a list in a list. */
export function invalidBody(messages: string[], requestId: string): Response {
  return evolutionRefusal({ code: "invalid_input", message: messages.join("; ") }, requestId, [messages]);
}

const statusTexts: Record<number, string> = {
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
