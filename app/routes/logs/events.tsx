import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Pause, Play, RotateCcw } from "lucide-react";
import { useMonitor } from "#app/components/events/use-monitor";
import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card } from "#app/components/ui/card";
import { EmptyState } from "#app/components/ui/empty-state";
import { Input } from "#app/components/ui/input";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import { requireTenant } from "#app/session/require-tenant";
import { valueOf } from "#app/routes/instances/value-of.server";
import { m } from "#workers/i18n/paraglide/messages";
import { listEvents } from "#workers/services/events/list";

export const meta: MetaFunction = () => [{ title: `${m.monitor_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const query = new URL(args.request.url).searchParams;
  const instance = query.get("instance")?.trim() ?? "";
  const type = query.get("type")?.trim() ?? "";
  const after = /^\d{1,15}$/.exec(query.get("after") ?? "")?.[0] ?? "";
  const filter = { ...(instance ? { instance } : {}), ...(type ? { type } : {}) };
  const page = after ? { after, limit: 100 } : { newest: true, limit: 100 };
  const { events, next } = valueOf(await listEvents(ctx, { ...filter, ...page }));
  return { events: events.map(({ body: _body, ...event }) => event), next, instance, type, after };
}

/** The event log as it grows, and any stretch of it from a number on. */
export default function Events() {
  const { events: loaded, next, instance, type, after } = useLoaderData<typeof loader>();
  const { events, position, waiting, paused, setPaused } = useMonitor(loaded, next, {
    instance,
    type,
    follows: after === "",
  });
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">{m.monitor_position({ position })}</p>
        {after === "" ? (
          <Button variant="secondary" size="small" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
            {paused ? m.monitor_go_on({ count: waiting }) : m.monitor_pause()}
          </Button>
        ) : null}
      </div>
      <Form method="get" role="search" className="mb-4 flex flex-wrap items-end gap-2">
        <Filter name="instance" label={m.monitor_instance()} value={instance} />
        <Filter name="type" label={m.monitor_type()} value={type} />
        <Filter name="after" label={m.monitor_after()} value={after} />
        <Button type="submit" variant="secondary">
          {m.monitor_show()}
        </Button>
      </Form>
      {events.length === 0 ? (
        <EmptyState title={m.monitor_empty()} />
      ) : (
        <Card>
          <Table aria-label={m.monitor_title()}>
            <THead>
              <TR>
                <TH numeric>{m.monitor_number()}</TH>
                <TH>{m.monitor_type()}</TH>
                <TH>{m.monitor_instance()}</TH>
                <TH>{m.monitor_time()}</TH>
              </TR>
            </THead>
            <TBody>
              {events.map((event) => (
                <TR key={event.sequence}>
                  <TD numeric label={m.monitor_number()}>
                    <Link to={`/logs/events/${event.sequence}`} className="text-accent-ink underline">
                      {event.sequence}
                    </Link>
                  </TD>
                  <TD label={m.monitor_type()}>
                    <span className="flex flex-wrap items-center gap-2">
                      <code className="font-mono text-xs break-all">{event.type}</code>
                      {event.recovered ? (
                        <Badge tone="busy">
                          <RotateCcw aria-hidden="true" />
                          {m.monitor_recovered()}
                        </Badge>
                      ) : null}
                    </span>
                  </TD>
                  <TD label={m.monitor_instance()}>{event.instance ?? m.monitor_account()}</TD>
                  <TD label={m.monitor_time()} className="text-ink-soft">
                    <Time at={event.at} />
                  </TD>
                </TR>
              ))}
            </TBody>
          </Table>
        </Card>
      )}
      {after !== "" && events.length === 100 ? (
        <p className="mt-4">
          <Link
            to={`?${new URLSearchParams({ instance, type, after: String(next) })}`}
            className="text-accent-ink underline"
          >
            {m.monitor_next()}
          </Link>
        </p>
      ) : null}
    </>
  );
}

function Filter({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label className="min-w-0 grow sm:max-w-56">
      <span className="mb-1 block text-xs text-ink-soft">{label}</span>
      <Input key={value} name={name} defaultValue={value} autoComplete="off" />
    </label>
  );
}
