import type { BotFailure } from "#workers/domain/bot-failure";
import { m } from "#workers/i18n/paraglide/messages";

/** Why a bot gave no answer of its own, and what to do about it. */
export function failureText(failure: BotFailure): string {
  return texts[failure]();
}

/** The compiler asks for words when a cause is added. */
const texts: Record<BotFailure, () => string> = {
  unknown_bot: m.bots_failure_unknown_bot,
  wrong_url: m.bots_failure_wrong_url,
  key_refused: m.bots_failure_key_refused,
  model_missing: m.bots_failure_model_missing,
  provider_quota: m.bots_failure_provider_quota,
  provider_down: m.bots_failure_provider_down,
  request_refused: m.bots_failure_request_refused,
  not_json: m.bots_failure_not_json,
  too_large: m.bots_failure_too_large,
  timeout: m.bots_failure_timeout,
  budget: m.bots_failure_budget,
  mixed_up: m.bots_failure_mixed_up,
};
