import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { Settings } from "lucide-react";
import { ConnectPanel } from "#app/components/instances/connect-panel";
import { ConnectedCard } from "#app/components/instances/connected-card";
import { DangerCard } from "#app/components/instances/danger-card";
import { DisconnectedStrip } from "#app/components/instances/disconnected-strip";
import { FeedCard } from "#app/components/instances/feed-card";
import { HealthCard } from "#app/components/instances/health-card";
import { KeyCard } from "#app/components/instances/key-card";
import { SandboxCard } from "#app/components/instances/sandbox-card";
import { SendCard } from "#app/components/instances/send-card";
import { ServerBadge } from "#app/components/instances/server-badge";
import { HealthBadge } from "#app/components/instances/state-badge";
import { feedEvent } from "#app/components/instances/use-feed";
import { useLiveInstance } from "#app/components/instances/use-live-instance";
import { WebhookCard, type ShownWebhook } from "#app/components/instances/webhook-card";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { requireTenant } from "#app/session/require-tenant";
import { may } from "#workers/domain/actor";
import { m } from "#workers/i18n/paraglide/messages";
import { listEvents } from "#workers/services/events/list";
import { readHealth } from "#workers/services/health/read";
import { getInstance } from "#workers/services/instances/get";
import { readWebhook, type SavedWebhook } from "#workers/services/webhooks/read";
import { actOnInstance } from "./act.server";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = ({ params }) => [{ title: `${params.name} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const name = args.params.name ?? "";
  const now = ctx.now();
  const [instance, webhook, health, log] = await Promise.all([
    getInstance(ctx, { name }),
    readWebhook(ctx, { instance: name }),
    readHealth(ctx, { name }),
    listEvents(ctx, { instance: name, newest: true, limit: 100 }),
  ]);
  return {
    instance: valueOf(instance),
    webhook: shown(valueOf(webhook)),
    health: valueOf(health),
    mayOperate: may(ctx.actor, "operate"),
    events: valueOf(log).events.map(feedEvent),
    publicUrl: ctx.settings.publicUrl,
    now,
  };
}

function shown(webhook: SavedWebhook | null): ShownWebhook | null {
  if (!webhook) return null;
  const { headers: _headers, ...rest } = webhook;
  return rest;
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  return actOnInstance(ctx, args.params.name ?? "", await args.request.formData());
}

/** One number: linking it, sending with it, and what happens on it. */
export default function Instance() {
  const { instance: loaded, webhook, health, mayOperate, events, publicUrl, now } = useLoaderData<typeof loader>();
  const instance = useLiveInstance(loaded, now);
  return (
    <>
      <PageHeader
        back={
          <Link to="/instances" className="hover:text-ink hover:underline">
            {m.instances_title()}
          </Link>
        }
        title={instance.name}
        actions={
          <>
            <HealthBadge instance={instance} />
            <ServerBadge sandbox={instance.sandbox} />
            <LinkButton to="settings" relative="path" size="small">
              <Settings aria-hidden="true" />
              {m.instances_settings()}
            </LinkButton>
          </>
        }
      />
      {/* A key per instance: what was typed for one number must not appear at the next. */}
      <div key={instance.id} className="flex flex-col gap-5 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
        {/* On a phone both columns become one, with the sandbox beside what it answers to. */}
        <div className="min-w-0 max-lg:contents lg:space-y-5">
          <DisconnectedStrip instance={instance} />
          {instance.state === "open" ? (
            <>
              <ConnectedCard instance={instance} />
              <SendCard instance={instance} publicUrl={publicUrl} />
            </>
          ) : (
            <ConnectPanel instance={instance} now={now} />
          )}
          <FeedCard instance={instance.name} events={events} />
          <HealthCard health={health} now={now} mayOperate={mayOperate} />
        </div>
        <div className="min-w-0 max-lg:contents lg:space-y-5">
          {instance.sandbox ? <SandboxCard state={instance.state} /> : null}
          {/* Whoever may only look is given no key. */}
          {instance.key ? <KeyCard apiKey={instance.key} /> : null}
          <WebhookCard webhook={webhook} />
          <DangerCard instance={instance} />
        </div>
      </div>
    </>
  );
}
