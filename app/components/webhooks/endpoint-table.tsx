import { Link } from "@remix-run/react";
import { Badge } from "#app/components/ui/badge";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import type { PublicEndpoint } from "#workers/domain/endpoint";
import { m } from "#workers/i18n/paraglide/messages";
import { EndpointBadge } from "./endpoint-badge";
import { SuccessRate } from "./success-rate";

/** Every place to which events are delivered, Evolution's webhooks of single instances among them. */
export function EndpointTable({ endpoints }: { endpoints: PublicEndpoint[] }) {
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{m.webhooks_column_endpoint()}</TH>
            <TH>{m.webhooks_column_events()}</TH>
            <TH>{m.webhooks_column_rate()}</TH>
            <TH>{m.webhooks_column_state()}</TH>
          </TR>
        </THead>
        <TBody>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </TBody>
      </Table>
    </Card>
  );
}

function EndpointRow({ endpoint }: { endpoint: PublicEndpoint }) {
  return (
    <TR data-endpoint={endpoint.id}>
      <TD className="sm:max-w-96">
        <span className="grid min-w-0 justify-items-start text-start">
          <Link
            to={`/webhooks/${encodeURIComponent(endpoint.id)}`}
            className="max-w-full font-medium break-all text-ink hover:underline"
          >
            {endpoint.url}
          </Link>
          {endpoint.description && (
            <span className="max-w-full text-xs break-words text-ink-soft">{endpoint.description}</span>
          )}
          {endpoint.webhookOf !== null && (
            <span className="mt-1">
              <Badge>{m.webhooks_of_instance({ name: endpoint.webhookOf })}</Badge>
            </span>
          )}
        </span>
      </TD>
      <TD label={m.webhooks_column_events()}>
        <span className="grid min-w-0">
          <span>{eventsText(endpoint)}</span>
          <span className="text-xs break-words text-ink-soft">{instancesText(endpoint)}</span>
        </span>
      </TD>
      <TD label={m.webhooks_column_rate()}>
        <SuccessRate figures={endpoint.last24Hours} />
      </TD>
      <TD label={m.webhooks_column_state()}>
        <EndpointBadge endpoint={endpoint} />
      </TD>
    </TR>
  );
}

export function eventsText({ events }: PublicEndpoint): string {
  return events === null ? m.webhooks_events_all() : m.webhooks_events_count({ count: events.length });
}

export function instancesText({ instances }: PublicEndpoint): string {
  if (instances === null) return m.webhooks_instances_all();
  return instances.length <= 3 ? instances.join(", ") : m.webhooks_instances_count({ count: instances.length });
}
