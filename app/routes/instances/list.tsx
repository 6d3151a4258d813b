import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { CurlBlock } from "#app/components/instances/curl-block";
import { InstanceCeiling } from "#app/components/instances/instance-ceiling";
import { InstanceFilter } from "#app/components/instances/instance-filter";
import { InstanceTable } from "#app/components/instances/instance-table";
import { useLiveInstances } from "#app/components/instances/use-live-instances";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { requireTenant } from "#app/session/require-tenant";
import { instanceStates } from "#workers/domain/instance-state";
import { m } from "#workers/i18n/paraglide/messages";
import { listInstances } from "#workers/services/instances/list";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.instances_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const query = new URL(args.request.url).searchParams;
  const search = query.get("search")?.trim() ?? "";
  const state = instanceStates.find((each) => each === query.get("state")) ?? null;
  const now = ctx.now();
  const listed = valueOf(await listInstances(ctx, { ...(search ? { search } : {}), ...(state ? { state } : {}) }));
  return { ...listed, search, state, now, publicUrl: ctx.settings.publicUrl };
}

/** Every instance of the tenant, and how many more there may be. */
export default function Instances() {
  const { instances: loaded, total, limit, search, state, now, publicUrl } = useLoaderData<typeof loader>();
  const instances = useLiveInstances(loaded, now);
  const filtered = Boolean(search || state);
  return (
    <>
      <PageHeader
        title={m.instances_title()}
        description={m.instances_description()}
        actions={
          <>
            {total > 0 ? <LinkButton to="/instances/import">{m.servers_import()}</LinkButton> : null}
            <InstanceCeiling total={total} limit={limit} />
          </>
        }
      />
      {total === 0 && !filtered ? (
        <NoInstances publicUrl={publicUrl} />
      ) : (
        <div className="space-y-4">
          <InstanceFilter key={`${search}|${state}`} search={search} state={state} />
          {instances.length > 0 ? <InstanceTable instances={instances} /> : <NothingFound search={search} />}
        </div>
      )}
    </>
  );
}

function NoInstances({ publicUrl }: { publicUrl: string }) {
  return (
    <EmptyState
      title={m.instances_empty_title()}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <LinkButton to="/instances/new" variant="primary">
            {m.instances_new()}
          </LinkButton>
          <LinkButton to="/instances/import">{m.servers_import()}</LinkButton>
        </div>
      }
    >
      <div className="mx-auto mt-4 max-w-xl space-y-2 text-left">
        <p className="text-ink-soft">
          {m.instances_empty_curl()}{" "}
          <Link to="/api-keys" className="text-accent-ink underline">
            {m.instances_empty_key()}
          </Link>
        </p>
        <CurlBlock
          call={{
            url: `${publicUrl}/v1/instance/create`,
            body: { instanceName: "my-phone", integration: "SANDBOX", qrcode: true },
          }}
        />
      </div>
    </EmptyState>
  );
}

function NothingFound({ search }: { search: string }) {
  return (
    <EmptyState
      title={search ? m.instances_none_found({ search }) : m.instances_none_in_state()}
      action={
        <LinkButton to="/instances" variant="secondary">
          {m.instances_filter_clear()}
        </LinkButton>
      }
    />
  );
}
