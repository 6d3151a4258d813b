import { textUpTo } from "../../evolution/body-text";
import { bodyLimitBytes, type HandlerRequest } from "../../evolution/gateway";
import { malformedBody } from "../../evolution/refusal";

/**
 * The JSON body of a call that one of our services answers, read as upstream would: without a JSON
 * content type it is empty, what does not parse gets upstream's own 400, and a list passes as an object without members.
 */
export async function jsonBody(
  request: HandlerRequest,
  requestId: string,
): Promise<{ ok: true; body: Record<string, unknown>; isList: boolean } | { ok: false; response: Response }> {
  if (!request.body || !/^application\/json\b/i.test(request.contentType ?? "")) return empty;
  const text = await textUpTo(request.body, smallLimitBytes);
  if (text === null) return { ok: false, response: malformedBody("request entity too large", requestId, 413) };
  if (text === "") return empty;
  // Only objects and lists pass upstream's parser; other JSON is refused at its first character.
  const first = text.trimStart()[0] ?? "";
  if (first !== "{" && first !== "[") {
    const said = `Unexpected token '${first}', "${text.slice(0, 100)}" is not valid JSON`;
    return { ok: false, response: malformedBody(said, requestId) };
  }
  try {
    const body: unknown = JSON.parse(text);
    return Array.isArray(body)
      ? { ...empty, isList: true }
      : { ok: true, body: body as Record<string, unknown>, isList: false };
  } catch (error) {
    return { ok: false, response: malformedBody(error instanceof Error ? error.message : "Bad JSON", requestId) };
  }
}

const empty = { ok: true as const, body: {}, isList: false };

/** What we answer ourselves are settings, never media. */
const smallLimitBytes = Math.min(bodyLimitBytes, 1024 * 1024);
