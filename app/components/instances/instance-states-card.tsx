import { Link } from "@remix-run/react";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { LinkButton } from "#app/components/ui/link-button";
import type { InstanceSummary } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { InstanceLink } from "./instance-table";
import { phoneNumber } from "./phone-number";
import { StateBadge } from "./state-badge";

/** Enough for a look; the list has its own page. */
const shown = 8;

/** The instances with their states, those that need somebody first. */
export function InstanceStatesCard({ instances }: { instances: InstanceSummary[] }) {
  const sorted = [...instances].sort((a, b) => Number(a.state === "open") - Number(b.state === "open"));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.instances_title()}</CardTitle>
        <Link to="/instances" className="text-[0.8125rem] text-accent-ink hover:underline">
          {m.dashboard_all_instances()}
        </Link>
      </CardHeader>
      <CardBody>
        {instances.length === 0 ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-ink-soft">{m.instances_empty_title()}</p>
            <LinkButton to="/instances/new" size="small">
              {m.instances_new()}
            </LinkButton>
          </div>
        ) : (
          <ul className="divide-y divide-line">
            {sorted.slice(0, shown).map((instance) => (
              <li key={instance.id} className="flex items-center justify-between gap-3 py-2.5 first:pt-0 last:pb-0">
                <span className="min-w-0">
                  <InstanceLink name={instance.name} />
                  <span className="block text-xs text-ink-faint tabular-nums">
                    {phoneNumber(instance.ownerJid ?? instance.number)}
                  </span>
                </span>
                <StateBadge state={instance.state} />
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
