import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { RequestFilter, sinceMs } from "#app/components/logs/request-filter";
import { RequestTable } from "#app/components/logs/request-table";
import { Alert } from "#app/components/ui/alert";
import { Badge } from "#app/components/ui/badge";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import { useLive, useLiveStatus, useReadAgain } from "#app/live/live";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { listInstances } from "#workers/services/instances/list";
import { listKeys } from "#workers/services/keys/list";
import { listRequests } from "#workers/services/requests/list";
import { listOperations } from "#workers/services/reference/list-operations";
import { readTenant } from "#workers/services/tenants/read";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.logs_tab_requests()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const asked = new URL(args.request.url).searchParams;
  const value = (name: string) => asked.get(name) ?? "";
  const values = {
    instance: value("instance"),
    key: value("key"),
    operation: value("operation"),
    status: value("status"),
    outcome: value("outcome"),
    since: value("since") in sinceMs ? value("since") : "",
  };
  const { since, ...filter } = values;
  const from = sinceMs[since] === undefined ? undefined : ctx.now() - sinceMs[since];
  const [listed, tenant, instances, keys] = await Promise.all([
    listRequests(ctx, { ...filter, from, before: value("before"), limit: 50 }),
    readTenant(ctx),
    listInstances(ctx, {}),
    listKeys(ctx),
  ]);
  return {
    page: listed.ok ? listed.value : { requests: [], next: null },
    refusal: listed.ok ? null : listed.refusal.message,
    values,
    before: value("before"),
    timeZone: valueOf(tenant).timezone,
    instances: instances.ok ? instances.value.instances.map(({ name }) => name) : [],
    keys: keys.ok ? keys.value.map(({ id, name }) => ({ id, name })) : [],
    operations: listOperations(),
  };
}

/** What programs asked for and how it ended; new lines appear by themselves. */
export default function Requests() {
  const { page, refusal, values, before, timeZone, ...choices } = useLoaderData<typeof loader>();
  const { requests, next } = page;
  const follows = before === "" && refusal === null;
  useFollowed(follows);
  const filter = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  const filtered = filter.size > 0;
  const older = next === null ? null : `/logs?${new URLSearchParams([...filter, ["before", next]])}`;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-ink-soft">{m.logs_requests_description()}</p>
        <LiveBadge follows={follows} />
      </div>
      {/* A form keeps what was typed; another address is another form. */}
      <RequestFilter key={filter.toString()} values={values} {...choices} />
      {refusal !== null && (
        <Alert tone="bad" title={m.logs_bad_filter()}>
          {refusal}
        </Alert>
      )}
      {requests.length > 0 && <RequestTable requests={requests} timeZone={timeZone} />}
      {requests.length === 0 && refusal === null && (
        <EmptyState
          title={older !== null ? m.logs_none_here() : filtered || before ? m.logs_none_found() : m.logs_empty_title()}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {before !== "" && <LinkButton to={`/logs?${filter}`}>{m.logs_newest()}</LinkButton>}
        {older !== null && (
          <LinkButton to={older}>{requests.length === 0 ? m.logs_go_on() : m.logs_older()}</LinkButton>
        )}
      </div>
    </div>
  );
}

/** Reads the page again when the log has grown. */
function useFollowed(follows: boolean): void {
  const readAgain = useReadAgain();
  useLive((frame) => {
    if (frame.type === "requests" && follows) readAgain();
  });
}

function LiveBadge({ follows }: { follows: boolean }) {
  const live = useLiveStatus() === "live";
  if (!follows) return <Badge>{m.logs_paused()}</Badge>;
  return live ? (
    <Badge tone="good" dot>
      {m.logs_live()}
    </Badge>
  ) : null;
}
