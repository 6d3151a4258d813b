import { Meter } from "#app/components/ui/meter";
import type { Usage } from "#workers/domain/usage";
import { m } from "#workers/i18n/paraglide/messages";
import { MessagesNote } from "./messages-note";

/** What is left of the plan, always in sight. */
export function UsageMeters({ usage }: { usage: Usage }) {
  const { messages, requestsPerDay } = usage.meters;
  const { instances } = usage.gauges;
  return (
    <section aria-label={m.common_usage()} className="grid gap-3 rounded-card border border-line bg-surface px-3 py-3">
      <Meter
        label={m.common_usage_messages()}
        used={messages.used}
        limit={messages.limit}
        note={<MessagesNote usage={usage} />}
      />
      <Meter label={m.common_usage_requests_day()} used={requestsPerDay.used} limit={requestsPerDay.limit} />
      <Meter label={m.common_usage_instances()} used={instances.used} limit={instances.limit} />
    </section>
  );
}
