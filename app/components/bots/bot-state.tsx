import { CircleCheck, CirclePause, TriangleAlert } from "lucide-react";
import { Badge } from "#app/components/ui/badge";
import { m } from "#workers/i18n/paraglide/messages";

export const botStates = ["enabled", "paused", "failing"] as const;
export type BotState = (typeof botStates)[number];

/** Failing is a bot that is on and whose latest answer failed; off is off, however it did before. */
export function stateOf({ enabled }: { enabled: boolean }, isFailing: boolean): BotState {
  if (!enabled) return "paused";
  return isFailing ? "failing" : "enabled";
}

/** Icon, word and colour of a bot's state. */
export function BotStateBadge({ state }: { state: BotState }) {
  const { tone, Icon } = looks[state];
  return (
    <span data-state={state}>
      <Badge tone={tone}>
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {botStateText(state)}
      </Badge>
    </span>
  );
}

export function botStateText(state: BotState): string {
  return looks[state].label();
}

const looks = {
  enabled: { tone: "good", Icon: CircleCheck, label: m.bots_state_enabled },
  paused: { tone: "neutral", Icon: CirclePause, label: m.bots_state_paused },
  failing: { tone: "bad", Icon: TriangleAlert, label: m.bots_state_failing },
} as const;
