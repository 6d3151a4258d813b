import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { Webhook } from "lucide-react";
import { CurlBlock } from "#app/components/instances/curl-block";
import { Button } from "#app/components/ui/button";
import { EmptyState } from "#app/components/ui/empty-state";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { LinkButton } from "#app/components/ui/link-button";
import { NativeSelect } from "#app/components/ui/native-select";
import { PageHeader } from "#app/components/ui/page-header";
import { EndpointTable } from "#app/components/webhooks/endpoint-table";
import { requireTenant } from "#app/session/require-tenant";
import type { PublicEndpoint } from "#workers/domain/endpoint";
import { m } from "#workers/i18n/paraglide/messages";
import { listEndpoints } from "#workers/services/endpoints/list";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.webhooks_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const { endpoints } = valueOf(await listEndpoints(ctx));
  const { searchParams } = new URL(args.request.url);
  const search = (searchParams.get("search") ?? "").trim().toLowerCase();
  const state = searchParams.get("state") ?? "";
  const shown = endpoints.filter(
    (endpoint) => matches(endpoint, search) && (state === "" || stateOf(endpoint) === state),
  );
  return { endpoints: shown, any: endpoints.length > 0, publicUrl: ctx.settings.publicUrl };
}

function matches({ url, description, webhookOf }: PublicEndpoint, search: string): boolean {
  return [url, description, webhookOf ?? ""].some((text) => text.toLowerCase().includes(search));
}

function stateOf(endpoint: PublicEndpoint): "on" | "failing" | "off" {
  if (!endpoint.enabled) return "off";
  return endpoint.failingSince === null ? "on" : "failing";
}

/** Where events are delivered, and whether they arrive. */
export default function Webhooks() {
  const { endpoints, any, publicUrl } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.webhooks_title()}
        description={m.webhooks_description()}
        actions={
          <LinkButton to="/webhooks/new" variant="primary">
            {m.webhooks_new()}
          </LinkButton>
        }
      />
      {any ? (
        <div className="space-y-4">
          <Filter />
          {endpoints.length > 0 ? (
            <EndpointTable endpoints={endpoints} />
          ) : (
            <EmptyState title={m.webhooks_none_found()} />
          )}
        </div>
      ) : (
        <EmptyState
          icon={<Webhook />}
          title={m.webhooks_empty()}
          action={
            <LinkButton to="/webhooks/new" variant="primary">
              {m.webhooks_new()}
            </LinkButton>
          }
        >
          <CurlBlock
            call={{
              method: "POST",
              url: `${publicUrl}/api/endpoints`,
              body: { url: "https://example.com/hooks/zapin", events: ["messages.upsert"] },
            }}
          />
        </EmptyState>
      )}
    </>
  );
}

function Filter() {
  const [chosen] = useSearchParams();
  return (
    <Form method="get" role="search" className="flex flex-wrap items-end gap-3">
      <Field name="search" label={m.webhooks_filter_search()} className="min-w-40 grow sm:max-w-xs">
        {(field) => <Input {...field} type="search" defaultValue={chosen.get("search") ?? ""} />}
      </Field>
      <Field name="state" label={m.webhooks_column_state()} className="min-w-36">
        {(field) => (
          <NativeSelect {...field} defaultValue={chosen.get("state") ?? ""}>
            <option value="">{m.webhooks_filter_any()}</option>
            <option value="on">{m.webhooks_state_on()}</option>
            <option value="failing">{m.webhooks_state_failing()}</option>
            <option value="off">{m.webhooks_state_off()}</option>
          </NativeSelect>
        )}
      </Field>
      <Button type="submit">{m.webhooks_filter()}</Button>
    </Form>
  );
}
