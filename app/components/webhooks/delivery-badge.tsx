import { Badge, type Tone } from "#app/components/ui/badge";
import type { DeliveryStatus } from "#workers/domain/delivery";
import { m } from "#workers/i18n/paraglide/messages";

const dress: Record<DeliveryStatus, { tone: Tone; label: () => string }> = {
  pending: { tone: "busy", label: m.webhooks_delivery_pending },
  delivered: { tone: "good", label: m.webhooks_delivery_delivered },
  failed: { tone: "bad", label: m.webhooks_delivery_failed },
  held: { tone: "neutral", label: m.webhooks_delivery_held },
};

export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  const { tone, label } = dress[status];
  return (
    <Badge tone={tone} dot>
      {label()}
    </Badge>
  );
}

export function deliveryStatusText(status: DeliveryStatus): string {
  return dress[status].label();
}
