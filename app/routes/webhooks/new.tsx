import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { EndpointFields } from "#app/components/webhooks/endpoint-fields";
import { EndpointRefusal } from "#app/components/webhooks/endpoint-refusal";
import { choicesOf, emptyEndpoint, valuesOfForm } from "#app/components/webhooks/endpoint-values";
import { SecretPanel } from "#app/components/webhooks/secret-panel";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { ownEventTypes } from "#workers/domain/own-event";
import { m } from "#workers/i18n/paraglide/messages";
import { createEndpoint } from "#workers/services/endpoints/create";
import { listInstances } from "#workers/services/instances/list";
import { refused } from "../instances/refused.server";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.webhooks_new()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const { instances } = valueOf(await listInstances(ctx, {}));
  return { instances: instances.map(({ name }) => name), ownTypes: ownEventTypes };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const values = valuesOfForm(await args.request.formData());
  const made = await createEndpoint(ctx, choicesOf(values));
  if (!made.ok) return refused({ refusal: made.refusal, values });
  return { issued: made.value };
}

/** A new endpoint; its secret is shown in the answer alone. */
export default function NewWebhook() {
  const { instances, ownTypes } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const pending = useNavigation().formMethod === "POST";
  const issued = answer && "issued" in answer ? answer.issued : undefined;
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  const values = answer && "values" in answer ? answer.values : emptyEndpoint;
  return (
    <>
      <PageHeader
        back={
          <Link to="/webhooks" className="hover:text-ink hover:underline">
            {m.webhooks_title()}
          </Link>
        }
        title={m.webhooks_new()}
        description={m.webhooks_new_description()}
      />
      {issued ? (
        <div className="space-y-4">
          <SecretPanel secret={issued.secret} previousUntil={null} title={m.webhooks_issued()} />
          <LinkButton to={`/webhooks/${encodeURIComponent(issued.id)}`} variant="primary">
            {m.webhooks_issued_go_on()}
          </LinkButton>
        </div>
      ) : (
        <Card>
          <CardBody>
            <Form method="post" className="grid gap-5">
              <EndpointRefusal refusal={refusal} />
              <EndpointFields values={values} refusal={refusal} instances={instances} ownTypes={ownTypes} />
              <div className="flex flex-wrap gap-2">
                <Button type="submit" variant="primary" pending={pending}>
                  {m.webhooks_create()}
                </Button>
                <LinkButton to="/webhooks">{m.webhooks_cancel()}</LinkButton>
              </div>
            </Form>
          </CardBody>
        </Card>
      )}
    </>
  );
}
