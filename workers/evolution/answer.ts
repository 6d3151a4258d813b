import { refuse, type Refusal } from "../domain/outcome";

/** What a tenant is told when the server gave no answer. */
export function failureRefusal(failure: "unreachable" | "timeout"): Refusal {
  return failure === "timeout"
    ? refuse(
        "upstream_timeout",
        "The WhatsApp server took too long. It may still carry this out: look before you try again.",
      ).refusal
    : refuse("upstream_failed", "The WhatsApp server could not be reached. Nothing was sent or charged; try again.")
        .refusal;
}

/** Answers that say something about the operator's server rather than about the call. They must not pass. */
export function unusable(response: Response): Refusal | null {
  if (response.status === 401 || (response.status >= 300 && response.status < 400 && response.status !== 304)) {
    return refuse("upstream_failed", "The WhatsApp server did not accept this call. The operator has been told.")
      .refusal;
  }
  if (response.status === 502 || response.status === 504) return failureRefusal("unreachable");
  if (response.status === 503) {
    return refuse("upstream_unavailable", "The WhatsApp server is not available now; try again in a minute.", {
      retryAfterSeconds: 60,
    }).refusal;
  }
  return null;
}

/** Does a 2xx answer of a send hold an error in place of a message? Meta's refusals come as 201. */
export function holdsError(text: string): boolean {
  // How every message that was sent begins; parsing each only to look at its key would be waste.
  if (/^\{"key":\{[^{}]*"id":"[^"]/.test(text)) return false;
  try {
    const body = JSON.parse(text) as { key?: { id?: unknown } } | null;
    return typeof body?.key?.id !== "string";
  } catch {
    return true;
  }
}

/** Takes internal text (database errors, source lines, paths) out of an error; everything else stays. */
export function cleanError(text: string, status: number): string {
  if (!internalText.test(text)) return text;
  const error = status === 400 ? "Bad Request" : "Internal Server Error";
  return JSON.stringify({ status, error, response: { message: "The WhatsApp server could not carry this out." } });
}

const internalText = /prisma|invocation in|node_modules|\/evolution\/|dist\/main|\bat .+:\d+:\d+/i;
