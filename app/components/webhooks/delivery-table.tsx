import { Form, Link, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { Delivery } from "#workers/domain/delivery";
import { m } from "#workers/i18n/paraglide/messages";
import { DeliveryBadge } from "./delivery-badge";

/** Events on their way to an endpoint, newest first. */
export function DeliveryTable({ deliveries, active }: { deliveries: readonly Delivery[]; active: boolean }) {
  return (
    <Table>
      <THead>
        <TR>
          <TH>{m.webhooks_column_event()}</TH>
          <TH>{m.webhooks_column_state()}</TH>
          <TH>{m.webhooks_column_attempts()}</TH>
          <TH>{m.webhooks_column_next()}</TH>
          <TH>
            <span className="sr-only">{m.webhooks_column_actions()}</span>
          </TH>
        </TR>
      </THead>
      <TBody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} active={active} />
        ))}
      </TBody>
    </Table>
  );
}

function DeliveryRow({ delivery, active }: { delivery: Delivery; active: boolean }) {
  const sent = useNavigation().formData;
  const pending = sent?.get("intent") === "retry" && sent.get("delivery") === delivery.id;
  const last = delivery.attempts.at(-1);
  return (
    <TR data-delivery={delivery.id} data-status={delivery.status}>
      <TD>
        <span className="grid min-w-0 justify-items-start text-start">
          <Link
            to={`/webhooks/${encodeURIComponent(delivery.endpointId)}/deliveries/${encodeURIComponent(delivery.id)}`}
            className="font-mono text-[0.8125rem] font-medium break-all text-ink hover:underline"
          >
            {delivery.type}
          </Link>
          <span className="text-xs text-ink-soft tabular-nums">
            #{delivery.sequence}
            {delivery.instance !== null && ` · ${delivery.instance}`} · <Time at={delivery.createdAt} />
          </span>
        </span>
      </TD>
      <TD label={m.webhooks_column_state()}>
        <DeliveryBadge status={delivery.status} />
      </TD>
      <TD label={m.webhooks_column_attempts()} className="tabular-nums">
        <span>
          {delivery.attempts.length}
          {last && <span className="text-ink-soft"> · {last.status ?? m.webhooks_no_answer()}</span>}
        </span>
      </TD>
      <TD label={m.webhooks_column_next()} className="text-ink-soft">
        {delivery.nextAttemptAt === null ? "–" : <Time at={delivery.nextAttemptAt} />}
      </TD>
      <TD className="sm:text-end">
        {active && delivery.status !== "held" && (
          <Form method="post" preventScrollReset className="inline-flex max-sm:mt-1.5">
            <input type="hidden" name="delivery" value={delivery.id} />
            <Button
              type="submit"
              size="small"
              name="intent"
              value="retry"
              pending={pending}
              aria-label={m.webhooks_retry_named({ type: delivery.type, sequence: delivery.sequence })}
            >
              {m.webhooks_retry()}
            </Button>
          </Form>
        )}
      </TD>
    </TR>
  );
}
