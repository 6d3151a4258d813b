import { refusalStatus } from "#workers/domain/outcome";
import type { Outcome } from "#workers/domain/outcome";

/**
 * The value of a read that a page cannot do without. A refusal becomes the response of the whole
 * page, for the nearest error boundary to draw.
 */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  const { code, message } = outcome.refusal;
  throw new Response(message, { status: refusalStatus[code] });
}
