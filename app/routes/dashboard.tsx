import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { FirstSteps } from "#app/components/instances/first-steps";
import { InstanceStatesCard } from "#app/components/instances/instance-states-card";
import { LatestEvents } from "#app/components/instances/latest-events";
import { feedEvent } from "#app/components/instances/use-feed";
import { useLiveInstances } from "#app/components/instances/use-live-instances";
import { UsageMeters } from "#app/components/instances/usage-meters";
import { PageHeader } from "#app/components/ui/page-header";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { listEvents } from "#workers/services/events/list";
import { getInstance } from "#workers/services/instances/get";
import { listInstances } from "#workers/services/instances/list";
import { listKeys } from "#workers/services/keys/list";
import { readUsage } from "#workers/services/usage/read";
import { valueOf } from "./instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.dashboard_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const now = ctx.now();
  const [usage, listed, keys, log] = await Promise.all([
    readUsage(ctx),
    listInstances(ctx, {}),
    listKeys(ctx),
    listEvents(ctx, { newest: true, limit: 50 }),
  ]);
  const { instances } = valueOf(listed);
  const first = instances.find((instance) => instance.state === "open") ?? instances[0];
  const sent = valueOf(usage).meters.messages.used > 0;
  // The command of the first steps works with the instance's own key; later nobody needs it here.
  const detail = first && !sent ? await getInstance(ctx, { name: first.name }) : null;
  return {
    usage: valueOf(usage),
    instances,
    // Not every role may see keys, and the page is of use without them.
    hasKey: keys.ok && keys.value.some((key) => key.revokedAt === null),
    sent,
    first: first ? { name: first.name, key: detail?.ok ? detail.value.key || null : null } : null,
    events: valueOf(log).events.map(feedEvent),
    publicUrl: ctx.settings.publicUrl,
    now,
  };
}

/** What is used, what is connected, what just happened, and what a new tenant does next. */
export default function Dashboard() {
  const { usage, instances: loaded, hasKey, sent, first, events, publicUrl, now } = useLoaderData<typeof loader>();
  const instances = useLiveInstances(loaded, now);
  return (
    <>
      <PageHeader title={m.dashboard_title()} />
      <div className="space-y-5">
        <UsageMeters usage={usage} />
        <FirstSteps
          connected={instances.some((instance) => instance.state === "open")}
          hasKey={hasKey}
          sent={sent}
          instance={first}
          publicUrl={publicUrl}
        />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <InstanceStatesCard instances={instances} />
          <LatestEvents events={events} />
        </div>
      </div>
    </>
  );
}
