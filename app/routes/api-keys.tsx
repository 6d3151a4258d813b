import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { CurlBlock } from "#app/components/instances/curl-block";
import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { IssuedKeyPanel } from "#app/components/keys/issued-key-panel";
import { KeyForm } from "#app/components/keys/key-form";
import { KeyTable } from "#app/components/keys/key-table";
import { choicesOf, emptyKey, valuesOfForm } from "#app/components/keys/key-values";
import { EmptyState } from "#app/components/ui/empty-state";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { listInstances } from "#workers/services/instances/list";
import { issueKey } from "#workers/services/keys/issue";
import { listKeys } from "#workers/services/keys/list";
import { revokeKey } from "#workers/services/keys/revoke";
import { rotateKey } from "#workers/services/keys/rotate";
import { refused } from "./instances/refused.server";
import { valueOf } from "./instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.keys_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const [keys, listed] = await Promise.all([listKeys(ctx), listInstances(ctx, {})]);
  return {
    keys: valueOf(keys),
    instances: valueOf(listed).instances.map((instance) => instance.name),
    publicUrl: ctx.settings.publicUrl,
    now: ctx.now(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const id = String(form.get("id") ?? "");
  switch (form.get("intent")) {
    case "revoke": {
      const revoked = await revokeKey(ctx, { id });
      if (!revoked.ok) return refused({ intent: "revoke" as const, refusal: revoked.refusal });
      return { intent: "revoke" as const };
    }
    case "rotate": {
      const rotated = await rotateKey(ctx, id, { grace: form.get("grace") ?? undefined });
      if (!rotated.ok) return refused({ intent: "rotate" as const, refusal: rotated.refusal });
      return { intent: "rotate" as const, issued: rotated.value };
    }
    default: {
      const values = valuesOfForm(form);
      const made = await issueKey(ctx, {
        ...choicesOf(values),
        environment: values.environment,
        ...(values.instance ? { instance: values.instance } : {}),
      });
      if (!made.ok) return refused({ intent: "create" as const, refusal: made.refusal, values });
      return { intent: "create" as const, issued: made.value };
    }
  }
}

/** The tenant's keys: making one, seeing what they did, giving one a new secret, ending one. */
export default function ApiKeys() {
  const { keys, instances, publicUrl, now } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const issued = answer && "issued" in answer ? answer.issued : undefined;
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  const creating = answer?.intent === "create";
  return (
    <>
      <PageHeader title={m.keys_title()} description={m.keys_description()} />
      <div className="space-y-5">
        {issued ? <IssuedKeyPanel issued={issued} rotated={!creating} publicUrl={publicUrl} /> : null}
        {creating ? null : <RefusalAlert refusal={refusal} />}
        <KeyForm
          // A key that was made empties the form.
          key={creating ? issued?.id : undefined}
          instances={instances}
          refusal={creating ? refusal : undefined}
          values={answer && "values" in answer ? answer.values : emptyKey}
        />
        {keys.length > 0 ? (
          <KeyTable keys={keys} now={now} />
        ) : (
          <EmptyState title={m.keys_empty_title()}>
            <CurlBlock call={{ method: "GET", url: `${publicUrl}/v1/instance/fetchInstances` }} />
          </EmptyState>
        )}
      </div>
    </>
  );
}
