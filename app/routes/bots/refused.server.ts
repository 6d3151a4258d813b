import { data } from "@remix-run/cloudflare";
import { botRefusalText } from "#app/components/bots/bot-refusal";
import { refusalStatus, type Refusal } from "#workers/domain/outcome";

/** A form about bots that was refused: what was typed comes back with the reason, under the status that fits. */
export function refusedBot<Answer extends { refusal: Refusal }>(answer: Answer) {
  const { code } = answer.refusal;
  // 422 tells a form from a request that could not be read at all.
  const status = code === "invalid_input" ? 422 : refusalStatus[code];
  return data({ ...answer, error: botRefusalText(answer.refusal) }, { status });
}
