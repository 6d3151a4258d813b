import { CircleAlert, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { Badge } from "#app/components/ui/badge";
import type { ServerHealth } from "#workers/domain/server";
import { m } from "#workers/i18n/paraglide/messages";

const looks = {
  unknown: { tone: "neutral", Icon: CircleDashed, label: m.servers_health_unknown },
  working: { tone: "good", Icon: CircleCheck, label: m.servers_health_working },
  shaky: { tone: "warn", Icon: CircleAlert, label: m.servers_health_shaky },
  failing: { tone: "bad", Icon: CircleX, label: m.servers_health_failing },
} as const;

/** How a server did at its last checks: icon, word and colour. */
export function HealthBadge({ health }: { health: ServerHealth }) {
  const { tone, Icon, label } = looks[health.state];
  return (
    <span data-health={health.state}>
      <Badge tone={tone}>
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        {label()}
      </Badge>
    </span>
  );
}

const failures = {
  unreachable: m.servers_failure_unreachable,
  timeout: m.servers_failure_timeout,
  key: m.servers_failure_key,
  answer: m.servers_failure_answer,
} as const;

/** Why the last check failed; empty where it did not. */
export function failureText(health: ServerHealth): string {
  return health.failure ? failures[health.failure]() : "";
}
