import { CircleCheck, CircleDashed, CircleSlash, TriangleAlert } from "lucide-react";
import { Badge } from "#app/components/ui/badge";
import type { Degraded, HealthReason } from "#workers/domain/health";
import type { InstanceState } from "#workers/domain/instance-state";
import { m } from "#workers/i18n/paraglide/messages";

const looks = {
  open: { tone: "good", Icon: CircleCheck, label: m.instances_state_open },
  connecting: { tone: "busy", Icon: CircleDashed, label: m.instances_state_connecting },
  close: { tone: "neutral", Icon: CircleSlash, label: m.instances_state_close },
  refused: { tone: "bad", Icon: TriangleAlert, label: m.instances_state_refused },
} as const;

/** Icon, word and colour of a state: never colour alone. */
export function StateBadge({ state }: { state: InstanceState }) {
  const { tone, Icon, label } = looks[state];
  return (
    <span data-state={state}>
      <Badge tone={tone}>
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {label()}
      </Badge>
    </span>
  );
}

/** The state of an instance, or why it does not work although it says that it is connected. */
export function HealthBadge({ instance }: { instance: { state: InstanceState; degraded: Degraded | null } }) {
  const { state, degraded } = instance;
  if (state !== "open" || !degraded) return <StateBadge state={state} />;
  return (
    <span data-state="degraded">
      <Badge tone="warn">
        <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
        {healthLabel({ state, reason: degraded.reason })}
      </Badge>
    </span>
  );
}

const reasons: Record<HealthReason, () => string> = {
  unreachable: m.monitor_reason_unreachable,
  not_connected: m.monitor_reason_not_connected,
  calls_failing: m.monitor_reason_calls_failing,
  sends_pending: m.monitor_reason_sends_pending,
  events_missed: m.monitor_reason_events_missed,
  silent: m.monitor_reason_silent,
};

/** The word of a state, for filters and sentences. */
export function stateLabel(state: InstanceState): string {
  return looks[state].label();
}

/** The word of a state, or why it did not work although it said that it was connected. */
export function healthLabel({ state, reason }: { state: InstanceState; reason: HealthReason | null }): string {
  return state === "open" && reason !== null ? m.monitor_degraded({ reason: reasons[reason]() }) : stateLabel(state);
}
