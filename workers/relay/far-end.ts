import type { BotFailure } from "../domain/bot-failure";
import type { Deadline } from "../domain/deadline";
import type { Ask } from "./kinds/kind";

/** What came of asking a far end. Only an answer with a status of success is one. */
export type FarAnswer =
  | { answered: true; response: Response }
  | { answered: false; failure: BotFailure; status: number | null; body: string };

/** Asks a far end. Never throws for what the network or the far end does. */
export async function askFarEnd(ask: Ask, deadline: Deadline): Promise<FarAnswer> {
  const first = await tryOnce(ask, deadline);
  return mayTryAgain(ask, first) && !deadline.signal.aborted ? tryOnce(ask, deadline) : first;
}

async function tryOnce({ url, method, headers, body }: Ask, deadline: Deadline): Promise<FarAnswer> {
  const isStream = body instanceof ReadableStream;
  const sent = new Headers({
    accept: "application/json, text/event-stream",
    "user-agent": "Zapin-Relay/1",
    ...headers,
  });
  if (body !== null && !isStream) sent.set("content-type", "application/json");
  try {
    const asked = fetch(url, {
      method,
      headers: sent,
      body: body === null || isStream ? body : JSON.stringify(body),
      // A redirect would carry the key to wherever it points, unjudged.
      redirect: "manual",
      signal: deadline.signal,
    });
    const response = await beforeDeadline(asked, deadline);
    if (response.ok) return { answered: true, response };
    const text = await startOf(response, deadline);
    return { answered: false, failure: failureOfStatus(response.status), status: response.status, body: text };
  } catch (error) {
    const failure = deadline.signal.aborted ? "timeout" : isUnknownHost(error) ? "wrong_url" : "provider_down";
    return { answered: false, failure, status: null, body: "" };
  }
}

/** The text of an answer up to `limit` bytes; null for a longer one, of which no more is read. */
export async function readUpTo(response: Response, limit: number, deadline: Deadline): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await beforeDeadline(reader.read(), deadline);
      if (done) return text + decoder.decode();
      length += value.byteLength;
      if (length > limit) return null;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // Ends an answer that is not read to its end; does nothing to one that is.
    reader.cancel().catch(() => {});
  }
}

/** What comes first: the outcome, or the end of the time. A far end that sends a byte a minute never fails by itself. */
export async function beforeDeadline<Value>(work: Promise<Value>, { signal }: Deadline): Promise<Value> {
  signal.throwIfAborted();
  let stop = () => {};
  const end = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    signal.removeEventListener("abort", stop);
    work.catch(() => {});
  }
}

/**
 * Once more, where it can do no harm: nothing was asked for that would be done twice (a GET), or Cloudflare
 * says that it did not get through to the far end at all. A body that streams is used up.
 */
function mayTryAgain({ method, body }: Ask, answer: FarAnswer): boolean {
  if (answer.answered || body instanceof ReadableStream) return false;
  if (answer.status !== null && neverArrived.has(answer.status)) return true;
  return method === "GET" && answer.failure === "provider_down";
}

function failureOfStatus(status: number): BotFailure {
  if (status >= 300 && status < 400) return "wrong_url";
  const named: Record<number, BotFailure> = {
    401: "key_refused",
    402: "provider_quota",
    403: "key_refused",
    404: "wrong_url",
    405: "wrong_url",
    408: "timeout",
    413: "too_large",
    429: "provider_quota",
    504: "timeout",
  };
  return named[status] ?? (status >= 500 ? "provider_down" : "request_refused");
}

async function startOf(response: Response, deadline: Deadline): Promise<string> {
  try {
    return (await readUpTo(response, readOfRefusal, deadline)) ?? "";
  } catch {
    return "";
  }
}

function isUnknownHost(error: unknown): boolean {
  return error instanceof Error && /dns|resolve|name or service|ENOTFOUND/i.test(error.message);
}

/** The origin refused the connection, did not answer it, or could not be reached. */
const neverArrived = new Set([521, 522, 523]);
const readOfRefusal = 16 * 1024;
