import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { EndpointFields } from "#app/components/webhooks/endpoint-fields";
import { EndpointRefusal } from "#app/components/webhooks/endpoint-refusal";
import { choicesOf, valuesOfEndpoint, valuesOfForm } from "#app/components/webhooks/endpoint-values";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { ownEventTypes } from "#workers/domain/own-event";
import { m } from "#workers/i18n/paraglide/messages";
import { changeEndpoint } from "#workers/services/endpoints/change";
import { getEndpoint } from "#workers/services/endpoints/get";
import { listInstances } from "#workers/services/instances/list";
import { refused } from "../instances/refused.server";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.webhooks_edit()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const [found, listed] = await Promise.all([getEndpoint(ctx, { id: args.params.id ?? "" }), listInstances(ctx, {})]);
  const endpoint = valueOf(found);
  // An instance's Evolution webhook is edited where Evolution's fields are.
  if (endpoint.webhookOf !== null) throw redirect(`/instances/${encodeURIComponent(endpoint.webhookOf)}/settings`);
  return { endpoint, instances: valueOf(listed).instances.map(({ name }) => name), ownTypes: ownEventTypes };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const id = args.params.id ?? "";
  const values = valuesOfForm(await args.request.formData());
  const changed = await changeEndpoint(ctx, id, choicesOf(values));
  if (!changed.ok) return refused({ refusal: changed.refusal, values });
  return redirect(`/webhooks/${encodeURIComponent(id)}`);
}

export default function EditWebhook() {
  const { endpoint, instances, ownTypes } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const pending = useNavigation().formMethod === "POST";
  const place = `/webhooks/${encodeURIComponent(endpoint.id)}`;
  return (
    <>
      <PageHeader
        back={
          <Link to={place} className="break-all hover:text-ink hover:underline">
            {endpoint.url}
          </Link>
        }
        title={m.webhooks_edit()}
      />
      <Card>
        <CardBody>
          <Form key={endpoint.id} method="post" className="grid gap-5">
            <EndpointRefusal refusal={answer?.refusal} />
            <EndpointFields
              values={answer?.values ?? valuesOfEndpoint(endpoint)}
              refusal={answer?.refusal}
              instances={instances}
              ownTypes={ownTypes}
              headers={endpoint.headers}
            />
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" pending={pending}>
                {m.webhooks_save()}
              </Button>
              <LinkButton to={place}>{m.webhooks_cancel()}</LinkButton>
            </div>
          </Form>
        </CardBody>
      </Card>
    </>
  );
}
