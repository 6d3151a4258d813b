import { textUpTo } from "../../evolution/body-text";
import { bodyLimitBytes, type HandlerRequest } from "../../evolution/gateway";
import { malformedBody } from "../../evolution/refusal";

/**
 * The JSON body of a call that one of our services answers, read as upstream would: without a JSON
 * content type it is empty, and what does not parse gets upstream's own 400.
 */
export async function jsonBody(
  request: HandlerRequest,
  requestId: string,
): Promise<{ ok: true; body: Record<string, unknown> } | { ok: false; response: Response }> {
  if (!request.body || !/^application\/json\b/i.test(request.contentType ?? "")) return { ok: true, body: {} };
  const text = await textUpTo(request.body, smallLimitBytes);
  if (text === null) return { ok: false, response: malformedBody("request entity too large", requestId, 413) };
  if (text === "") return { ok: true, body: {} };
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return { ok: true, body: body as Record<string, unknown> };
    return { ok: false, response: malformedBody("The body must be a JSON object.", requestId) };
  } catch (error) {
    return { ok: false, response: malformedBody(error instanceof Error ? error.message : "Bad JSON", requestId) };
  }
}

/** What we answer ourselves are settings, never media. */
const smallLimitBytes = Math.min(bodyLimitBytes, 1024 * 1024);
