import { Alert } from "#app/components/ui/alert";
import type { BotFailure } from "#workers/domain/bot-failure";
import { m } from "#workers/i18n/paraglide/messages";
import { failureText } from "./failure-text";
import type { OfferedModel } from "./model-field";
import { milliseconds } from "./money";

/** What came of asking the far end whether it would answer. */
export interface ConnectionCheck {
  failure: BotFailure | null;
  durationMs: number | null;
  /** What the provider offers, where it has a list. */
  models?: OfferedModel[];
}

export function CheckResult({ check }: { check: ConnectionCheck | null }) {
  if (!check) return null;
  if (check.failure) {
    return (
      <Alert tone="bad" title={m.bots_check_failed()}>
        {failureText(check.failure)}
      </Alert>
    );
  }
  return (
    <Alert tone="good" title={m.bots_check_passed()}>
      {check.models
        ? m.bots_check_models_found({ count: check.models.length })
        : check.durationMs === null
          ? null
          : m.bots_check_took({ duration: milliseconds(check.durationMs) })}
    </Alert>
  );
}
