import { MessagesNote } from "#app/components/shell/messages-note";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Meter } from "#app/components/ui/meter";
import type { Usage } from "#workers/domain/usage";
import { m } from "#workers/i18n/paraglide/messages";

/** How much of the plan is gone, and when it comes back. */
export function UsageMeters({ usage }: { usage: Usage }) {
  const { messages, requests } = usage.meters;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.dashboard_usage()}</CardTitle>
      </CardHeader>
      <CardBody className="grid items-start gap-6 sm:grid-cols-3">
        <Meter
          label={m.dashboard_messages()}
          used={messages.used}
          limit={messages.limit}
          note={<MessagesNote usage={usage} />}
        />
        <Meter
          label={m.dashboard_requests()}
          used={requests.used}
          limit={requests.limit}
          note={m.dashboard_requests_note()}
        />
        <Meter
          label={m.dashboard_instances()}
          used={usage.gauges.instances.used}
          limit={usage.gauges.instances.limit}
        />
      </CardBody>
    </Card>
  );
}
