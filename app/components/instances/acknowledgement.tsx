import { Check, CheckCheck, Clock, TriangleAlert } from "lucide-react";
import { m } from "#workers/i18n/paraglide/messages";

const looks = {
  PENDING: { Icon: Clock, tone: "text-ink-faint", label: m.instances_ack_pending },
  SERVER_ACK: { Icon: Check, tone: "text-ink-soft", label: m.instances_ack_server },
  DELIVERY_ACK: { Icon: CheckCheck, tone: "text-ink-soft", label: m.instances_ack_delivered },
  READ: { Icon: CheckCheck, tone: "text-accent-ink", label: m.instances_ack_read },
  PLAYED: { Icon: CheckCheck, tone: "text-accent-ink", label: m.instances_ack_played },
  ERROR: { Icon: TriangleAlert, tone: "text-bad-ink", label: m.instances_ack_error },
  DELETED: { Icon: TriangleAlert, tone: "text-ink-faint", label: m.instances_ack_deleted },
} as const;

/** How far a sent message got, in words and in the wire's own name. */
export function Acknowledgement({ status }: { status: string }) {
  const look = looks[status as keyof typeof looks] ?? { Icon: Clock, tone: "text-ink-faint", label: () => status };
  return (
    <p data-status={status} className={`flex items-center gap-1.5 text-xs ${look.tone}`}>
      <look.Icon aria-hidden="true" className="size-3.5" />
      {look.label()}
      <code className="font-mono text-[0.6875rem] text-ink-faint">{status}</code>
    </p>
  );
}
