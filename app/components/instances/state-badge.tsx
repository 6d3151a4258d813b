import { CircleCheck, CircleDashed, CircleSlash, TriangleAlert } from "lucide-react";
import { Badge } from "#app/components/ui/badge";
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

/** The word of a state, for filters and sentences. */
export function stateLabel(state: InstanceState): string {
  return looks[state].label();
}
