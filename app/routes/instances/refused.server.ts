import { data } from "@remix-run/cloudflare";
import { refusalText } from "#app/components/instances/refusal-text";
import { refusalStatus } from "#workers/domain/outcome";
import type { Refusal } from "#workers/domain/outcome";

/**
 * A form that was refused: its values come back with the reason, under the status that fits.
 * `error` is the sentence in the reader's language, for what cannot translate a refusal itself.
 */
export function refused<Answer extends { refusal: Refusal }>(answer: Answer) {
  const { code, retryAfterSeconds } = answer.refusal;
  return data(
    { ...answer, error: refusalText(answer.refusal) },
    {
      // 422 tells a form from a request that could not be read at all.
      status: code === "invalid_input" ? 422 : refusalStatus[code],
      ...(retryAfterSeconds ? { headers: { "retry-after": String(retryAfterSeconds) } } : {}),
    },
  );
}

/** What was typed, for the form to show again. */
export function valuesOf(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string" && name !== "intent") values[name] = value;
  return values;
}
