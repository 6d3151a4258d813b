import type { PhoneParts } from "../../parts";
import { parsed, Unreachable, type FarAnswer } from "../far-end";

/** What the OpenAI library throws: its message is what upstream sends to the contact. */
export class OpenaiError extends Error {}

/** How often the library tries again by itself. */
const retries = 2;

/** `OPENAI_BASE_URL` of the simulated server. */
export function openaiUrl({ serverUrl }: PhoneParts): string {
  return `${serverUrl}/relay/openai/v1`;
}

/** Calls OpenAI as its library does, with its headers, retries and error texts. */
export async function callOpenai(
  phone: PhoneParts,
  apiKey: string,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const answer = await tried(phone, apiKey, method, path, body, attempt);
    if (answer && answer.status < 400) return parsed(answer.text);
    if (attempt === retries || (answer && !mayRetry(answer)))
      throw new OpenaiError(answer ? refusalOf(answer) : "Connection error.");
    await phone.pauses.wait(retryAfterMs(answer, attempt));
  }
}

async function tried(
  phone: PhoneParts,
  apiKey: string,
  method: string,
  path: string,
  body: unknown,
  attempt: number,
): Promise<FarAnswer | null> {
  try {
    return await phone.farEnd.call(`${openaiUrl(phone)}${path}`, {
      method,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "user-agent": "OpenAI/JS 4.104.0",
        "x-stainless-lang": "js",
        "x-stainless-package-version": "4.104.0",
        "x-stainless-retry-count": String(attempt),
        "x-stainless-timeout": "600",
        authorization: `Bearer ${apiKey}`,
        ...(path.startsWith("/threads") && { "openai-beta": "assistants=v2" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
}

function mayRetry({ status, headers }: FarAnswer): boolean {
  const told = headers.get("x-should-retry");
  if (told === "true" || told === "false") return told === "true";
  return [408, 409, 429].includes(status) || status >= 500;
}

function retryAfterMs(answer: FarAnswer | null, attempt: number): number {
  const told =
    Number(answer?.headers.get("retry-after-ms") ?? NaN) || Number(answer?.headers.get("retry-after") ?? NaN) * 1000;
  return told > 0 && told < 60_000 ? told : Math.min(500 * 2 ** attempt, 8_000);
}

function refusalOf({ status, text }: FarAnswer): string {
  const body = parsed(text);
  if (typeof body !== "object" || body === null) return text ? `${status} ${text}` : `${status} status code (no body)`;
  const { error } = body as { error?: { message?: unknown } };
  const message = error?.message;
  if (message !== undefined) return `${status} ${typeof message === "string" ? message : JSON.stringify(message)}`;
  return error ? `${status} ${JSON.stringify(error)}` : `${status} status code (no body)`;
}
