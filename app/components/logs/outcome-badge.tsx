import { Badge, type Tone } from "#app/components/ui/badge";
import type { RequestOutcome } from "#workers/domain/request";
import { m } from "#workers/i18n/paraglide/messages";

const labels: Record<RequestOutcome, () => string> = {
  ok: m.logs_outcome_ok,
  refused: m.logs_outcome_refused,
  upstream_error: m.logs_outcome_upstream_error,
  upstream_unreachable: m.logs_outcome_upstream_unreachable,
  repeated: m.logs_outcome_repeated,
  internal_error: m.logs_outcome_internal_error,
};

const tones: Record<RequestOutcome, Tone> = {
  ok: "good",
  refused: "busy",
  upstream_error: "warn",
  upstream_unreachable: "bad",
  repeated: "neutral",
  internal_error: "bad",
};

export function outcomeLabel(outcome: RequestOutcome): string {
  return labels[outcome]();
}

/** How a request ended. */
export function OutcomeBadge({ outcome }: { outcome: RequestOutcome }) {
  return (
    <Badge tone={tones[outcome]} dot>
      {outcomeLabel(outcome)}
    </Badge>
  );
}
