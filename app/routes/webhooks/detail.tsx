import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { Time } from "#app/components/ui/time";
import { DeliveryTable } from "#app/components/webhooks/delivery-table";
import { EndpointFacts } from "#app/components/webhooks/endpoint-facts";
import { EndpointRefusal } from "#app/components/webhooks/endpoint-refusal";
import { RecoverCard, recoveryOf } from "#app/components/webhooks/recover-card";
import { SecretCard } from "#app/components/webhooks/secret-card";
import { SecretPanel } from "#app/components/webhooks/secret-panel";
import { StatusFilter } from "#app/components/webhooks/status-filter";
import { TestCard } from "#app/components/webhooks/test-card";
import { nextAttemptOf, useReadWhilePending } from "#app/components/webhooks/use-read-while-pending";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { listDeliveries } from "#workers/services/deliveries/list";
import { retryDelivery } from "#workers/services/deliveries/retry";
import { changeEndpoint } from "#workers/services/endpoints/change";
import { deleteEndpoint } from "#workers/services/endpoints/delete";
import { getEndpoint } from "#workers/services/endpoints/get";
import { recoverEndpoint } from "#workers/services/endpoints/recover";
import { revealEndpointSecret } from "#workers/services/endpoints/reveal-secret";
import { rotateEndpointSecret } from "#workers/services/endpoints/rotate-secret";
import { testEndpoint } from "#workers/services/endpoints/test";
import { eventTypes } from "#workers/services/events/types";
import { refused } from "../instances/refused.server";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.endpoint.url ?? m.webhooks_title()} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const id = args.params.id ?? "";
  const query = new URL(args.request.url).searchParams;
  const asked = { status: query.get("status") || undefined, before: query.get("before") || undefined };
  const [endpoint, listed] = await Promise.all([getEndpoint(ctx, { id }), listDeliveries(ctx, id, asked)]);
  return { endpoint: valueOf(endpoint), ...valueOf(listed), types: eventTypes().map(({ type }) => type) };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const id = args.params.id ?? "";
  const form = await args.request.formData();
  const intent = form.get("intent");
  switch (intent) {
    case "test": {
      const tested = await testEndpoint(ctx, id, { type: form.get("type") ?? undefined });
      return tested.ok ? { test: tested.value } : refused({ refusal: tested.refusal });
    }
    case "retry": {
      const retried = await retryDelivery(ctx, { id: String(form.get("delivery") ?? "") });
      return retried.ok ? { retried: retried.value.id } : refused({ refusal: retried.refusal });
    }
    case "recover": {
      const recovered = await recoverEndpoint(ctx, id, recoveryOf(form));
      if (recovered.ok) return { recovery: recovered.value };
      return refused({ intent: "recover" as const, refusal: recovered.refusal });
    }
    case "reveal": {
      const revealed = await revealEndpointSecret(ctx, { id });
      return revealed.ok ? { secret: revealed.value.secret } : refused({ refusal: revealed.refusal });
    }
    case "rotate": {
      const rotated = await rotateEndpointSecret(ctx, id, { overlap: form.get("overlap") ?? undefined });
      return rotated.ok ? { secret: rotated.value.secret, rotated: true } : refused({ refusal: rotated.refusal });
    }
    case "enable":
    case "disable": {
      const changed = await changeEndpoint(ctx, id, { enabled: intent === "enable" });
      return changed.ok ? { switched: true } : refused({ refusal: changed.refusal });
    }
    default: {
      const removed = await deleteEndpoint(ctx, { id });
      return removed.ok ? redirect("/webhooks") : refused({ refusal: removed.refusal });
    }
  }
}

/** One endpoint: what it gets, whether it arrives, and what to do where it does not. */
export default function WebhookDetail() {
  const { endpoint, deliveries, next, types } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const [query] = useSearchParams();
  useReadWhilePending(nextAttemptOf(deliveries));
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  const recovering = answer && "intent" in answer && refusal?.code === "invalid_input";
  const secret = answer && "secret" in answer ? answer.secret : undefined;
  const older = new URLSearchParams(query);
  older.set("before", String(next));
  return (
    <>
      <PageHeader
        back={
          <Link to="/webhooks" className="hover:text-ink hover:underline">
            {m.webhooks_title()}
          </Link>
        }
        title={<span className="break-all">{endpoint.url}</span>}
        description={endpoint.description === "" ? null : endpoint.description}
        actions={<Actions />}
      />
      <div className="space-y-5">
        {endpoint.disabled && (
          <Alert tone="bad" title={m.webhooks_disabled_title()}>
            {endpoint.disabled.reason === "gone" ? m.webhooks_disabled_gone() : m.webhooks_disabled_failing()}{" "}
            <Time at={endpoint.disabled.at} format="datetime" />. {m.webhooks_disabled_then()}
          </Alert>
        )}
        <EndpointRefusal refusal={recovering ? undefined : refusal} />
        {secret && (
          <SecretPanel
            secret={secret}
            previousUntil={endpoint.previousSecretUntil}
            title={answer && "rotated" in answer ? m.webhooks_secret_new() : m.webhooks_secret_title()}
          />
        )}
        <EndpointFacts endpoint={endpoint} />
        <Card>
          <CardHeader>
            <CardTitle description={m.webhooks_deliveries_description()}>{m.webhooks_deliveries()}</CardTitle>
            <StatusFilter />
          </CardHeader>
          {deliveries.length > 0 ? (
            <DeliveryTable deliveries={deliveries} active={endpoint.enabled} />
          ) : (
            <EmptyState
              title={query.get("status") ? m.webhooks_deliveries_none_found() : m.webhooks_deliveries_none()}
            />
          )}
          {next !== null && (
            <CardBody className="border-t border-line">
              <LinkButton to={`?${older}`} size="small">
                {m.webhooks_older()}
              </LinkButton>
            </CardBody>
          )}
        </Card>
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <TestCard types={types} test={answer && "test" in answer ? answer.test : undefined} />
          <SecretCard endpoint={endpoint} />
          <RecoverCard
            recovery={answer && "recovery" in answer ? answer.recovery : undefined}
            error={recovering ? m.webhooks_invalid_recover() : undefined}
          />
        </div>
      </div>
    </>
  );
}

function Actions() {
  const { endpoint } = useLoaderData<typeof loader>();
  const sent = useNavigation().formData?.get("intent");
  const intent = endpoint.enabled ? "disable" : "enable";
  return (
    <>
      <Form method="post">
        <Button type="submit" name="intent" value={intent} pending={sent === intent}>
          {endpoint.enabled ? m.webhooks_disable() : m.webhooks_enable()}
        </Button>
      </Form>
      <LinkButton to={`/webhooks/${encodeURIComponent(endpoint.id)}/edit`}>{m.webhooks_edit()}</LinkButton>
      {endpoint.webhookOf === null && (
        <ConfirmDialog
          trigger={<Button>{m.webhooks_delete()}</Button>}
          title={m.webhooks_delete_title()}
          description={m.webhooks_delete_question()}
          confirmLabel={m.webhooks_delete_confirm()}
          typedName={new URL(endpoint.url).host}
          intent="delete"
          leaves
        />
      )}
    </>
  );
}
