import { Badge } from "#app/components/ui/badge";
import type { PublicEndpoint } from "#workers/domain/endpoint";
import { m } from "#workers/i18n/paraglide/messages";

/** Whether an endpoint is called, and whether it answers. */
export function EndpointBadge({ endpoint }: { endpoint: PublicEndpoint }) {
  if (endpoint.disabled) {
    return (
      <Badge tone="bad" dot>
        {m.webhooks_state_disabled()}
      </Badge>
    );
  }
  if (!endpoint.enabled) return <Badge dot>{m.webhooks_state_off()}</Badge>;
  if (endpoint.failingSince !== null) {
    return (
      <Badge tone="warn" dot>
        {m.webhooks_state_failing()}
      </Badge>
    );
  }
  return (
    <Badge tone="good" dot>
      {m.webhooks_state_on()}
    </Badge>
  );
}
