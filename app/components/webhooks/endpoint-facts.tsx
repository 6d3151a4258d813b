import type { ReactNode } from "react";
import { Card, CardBody } from "#app/components/ui/card";
import { TextLink } from "#app/components/ui/text-link";
import { Time } from "#app/components/ui/time";
import type { PublicEndpoint } from "#workers/domain/endpoint";
import { m } from "#workers/i18n/paraglide/messages";
import { EndpointBadge } from "./endpoint-badge";
import { eventsText, instancesText } from "./endpoint-table";
import { SuccessRate } from "./success-rate";

/** What an endpoint gets, how, and how it goes. */
export function EndpointFacts({ endpoint }: { endpoint: PublicEndpoint }) {
  return (
    <Card>
      <CardBody>
        <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
          <Fact name={m.webhooks_column_state()}>
            <EndpointBadge endpoint={endpoint} />
            {endpoint.failingSince !== null && (
              <span className="text-xs text-ink-soft">
                {m.webhooks_failing_since()} <Time at={endpoint.failingSince} format="datetime" />
              </span>
            )}
          </Fact>
          <Fact name={m.webhooks_column_rate()}>
            <SuccessRate figures={endpoint.last24Hours} />
          </Fact>
          <Fact name={m.webhooks_field_events()}>
            {endpoint.events === null ? (
              eventsText(endpoint)
            ) : (
              <details>
                <summary className="cursor-pointer">{eventsText(endpoint)}</summary>
                <ul className="mt-1 font-mono text-xs break-all text-ink-soft">
                  {endpoint.events.map((type) => (
                    <li key={type}>{type}</li>
                  ))}
                </ul>
              </details>
            )}
          </Fact>
          <Fact name={m.webhooks_field_instances()}>
            {endpoint.webhookOf === null ? (
              <span className="break-words">{instancesText(endpoint)}</span>
            ) : (
              <TextLink to={`/instances/${encodeURIComponent(endpoint.webhookOf)}`}>{endpoint.webhookOf}</TextLink>
            )}
          </Fact>
          <Fact name={m.webhooks_field_format()}>
            {endpoint.format === "zapin" ? m.webhooks_format_zapin() : m.webhooks_format_evolution()}
          </Fact>
          <Fact name={m.webhooks_field_concurrency()}>
            <span className="tabular-nums">{endpoint.concurrency}</span>
          </Fact>
          <Fact name={m.webhooks_field_rate()}>
            <span className="tabular-nums">{endpoint.ratePerSecond ?? m.webhooks_no_limit()}</span>
          </Fact>
          <Fact name={m.webhooks_field_headers()}>
            <span className="font-mono text-xs break-all">{endpoint.headers.join(", ") || "–"}</span>
          </Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="mb-1 text-xs text-ink-faint">{name}</dt>
      <dd className="grid justify-items-start gap-0.5">{children}</dd>
    </div>
  );
}
