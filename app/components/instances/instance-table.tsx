import { Link } from "@remix-run/react";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { InstanceSummary } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { phoneNumber } from "./phone-number";
import { ServerBadge } from "./server-badge";
import { HealthBadge } from "./state-badge";

/** Many instances at a glance: a dense table, whose rows become cards where columns have no room. */
export function InstanceTable({ instances }: { instances: InstanceSummary[] }) {
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{m.instances_column_name()}</TH>
            <TH>{m.instances_column_state()}</TH>
            <TH>{m.instances_column_number()}</TH>
            <TH>{m.instances_column_server()}</TH>
            <TH>{m.instances_column_created()}</TH>
          </TR>
        </THead>
        <TBody>
          {instances.map((instance) => (
            <TR key={instance.id}>
              <TD className="font-medium sm:max-w-64">
                <InstanceLink name={instance.name} />
              </TD>
              <TD label={m.instances_column_state()}>
                <HealthBadge instance={instance} />
              </TD>
              <TD label={m.instances_column_number()}>
                <Account instance={instance} />
              </TD>
              <TD label={m.instances_column_server()}>
                <ServerBadge sandbox={instance.sandbox} />
              </TD>
              <TD label={m.instances_column_created()} className="text-ink-soft">
                <Time at={instance.createdAt} />
              </TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </Card>
  );
}

export function InstanceLink({ name }: { name: string }) {
  return (
    <Link
      to={`/instances/${encodeURIComponent(name)}`}
      prefetch="intent"
      className="min-w-0 text-start break-words text-ink hover:text-accent-ink hover:underline"
    >
      {name}
    </Link>
  );
}

function Account({ instance }: { instance: InstanceSummary }) {
  const number = phoneNumber(instance.ownerJid ?? instance.number);
  if (!number && !instance.profileName) return <span className="text-ink-faint">{m.instances_no_number()}</span>;
  return (
    <span className="min-w-0">
      {number ? <span className="tabular-nums">{number}</span> : null}
      {instance.profileName ? (
        <span className="block truncate text-xs text-ink-soft">{instance.profileName}</span>
      ) : null}
    </span>
  );
}
