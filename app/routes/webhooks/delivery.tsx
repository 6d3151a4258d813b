import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { CodeBlock } from "#app/components/ui/code-block";
import { PageHeader } from "#app/components/ui/page-header";
import { TextLink } from "#app/components/ui/text-link";
import { Time } from "#app/components/ui/time";
import { AttemptList } from "#app/components/webhooks/attempt-list";
import { DeliveryBadge } from "#app/components/webhooks/delivery-badge";
import { EndpointRefusal } from "#app/components/webhooks/endpoint-refusal";
import { nextAttemptOf, useReadWhilePending } from "#app/components/webhooks/use-read-while-pending";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { getDelivery } from "#workers/services/deliveries/get";
import { retryDelivery } from "#workers/services/deliveries/retry";
import { getEndpoint } from "#workers/services/endpoints/get";
import { refused } from "../instances/refused.server";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.delivery.type} #${data.delivery.sequence}` : m.webhooks_title()} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const delivery = valueOf(await getDelivery(ctx, { id: args.params.deliveryId ?? "" }));
  const endpoint = valueOf(await getEndpoint(ctx, { id: delivery.endpointId }));
  return { delivery, endpoint };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const retried = await retryDelivery(ctx, { id: args.params.deliveryId ?? "" });
  return retried.ok ? { retried: true } : refused({ refusal: retried.refusal });
}

/** One event on its way to one endpoint: what was sent, each attempt, and what comes next. */
export default function WebhookDelivery() {
  const { delivery, endpoint } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const pending = useNavigation().formMethod === "POST";
  useReadWhilePending(nextAttemptOf([delivery]));
  const { event } = delivery;
  return (
    <>
      <PageHeader
        back={
          <Link
            to={`/webhooks/${encodeURIComponent(endpoint.id)}`}
            className="break-all hover:text-ink hover:underline"
          >
            {endpoint.url}
          </Link>
        }
        title={
          <>
            <span className="font-mono">{delivery.type}</span>{" "}
            <span className="tabular-nums">#{delivery.sequence}</span>
          </>
        }
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <DeliveryBadge status={delivery.status} />
            <Time at={delivery.createdAt} format="datetime" />
            {delivery.nextAttemptAt !== null && (
              <span>
                {m.webhooks_column_next()}: <Time at={delivery.nextAttemptAt} />
              </span>
            )}
          </span>
        }
        actions={
          endpoint.enabled && delivery.status !== "held" ? (
            <Form method="post">
              <Button type="submit" variant="primary" pending={pending}>
                {m.webhooks_retry()}
              </Button>
            </Form>
          ) : undefined
        }
      />
      <div className="space-y-5">
        <EndpointRefusal refusal={answer && "refusal" in answer ? answer.refusal : undefined} />
        <Card>
          <CardHeader>
            <CardTitle>{m.webhooks_column_attempts()}</CardTitle>
          </CardHeader>
          <CardBody>
            <AttemptList attempts={delivery.attempts} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle
              description={
                <>
                  {m.webhooks_event_id()} <code className="font-mono break-all">{delivery.eventId}</code>
                </>
              }
            >
              {m.webhooks_body()}
            </CardTitle>
            <TextLink to={`/logs/events/${delivery.sequence}`}>{m.webhooks_event_link()}</TextLink>
          </CardHeader>
          <CardBody>
            <CodeBlock code={JSON.stringify(event.body, null, 2)} language="JSON" copyLabel={m.webhooks_body_copy()} />
          </CardBody>
        </Card>
      </div>
    </>
  );
}
