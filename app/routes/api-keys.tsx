import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CurlBlock } from "#app/components/instances/curl-block";
import { IssuedKeyPanel } from "#app/components/keys/issued-key-panel";
import { KeyForm } from "#app/components/keys/key-form";
import { KeyTable } from "#app/components/keys/key-table";
import { EmptyState } from "#app/components/ui/empty-state";
import { PageHeader } from "#app/components/ui/page-header";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { listInstances } from "#workers/services/instances/list";
import { issueKey } from "#workers/services/keys/issue";
import { listKeys } from "#workers/services/keys/list";
import { revokeKey } from "#workers/services/keys/revoke";
import { refused, valuesOf } from "./instances/refused.server";
import { valueOf } from "./instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.keys_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const [keys, listed] = await Promise.all([listKeys(ctx), listInstances(ctx, {})]);
  return {
    keys: valueOf(keys),
    instances: valueOf(listed).instances.map((instance) => instance.name),
    publicUrl: ctx.settings.publicUrl,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const values = valuesOf(form);
  if (form.get("intent") === "revoke") {
    const revoked = await revokeKey(ctx, { id: values.id ?? "" });
    return revoked.ok
      ? { intent: "revoke" as const }
      : refused({ intent: "revoke" as const, refusal: revoked.refusal, values });
  }
  const made = await issueKey(ctx, {
    name: values.name ?? "",
    ...(values.instance ? { instance: values.instance } : {}),
    // Whatever is no number becomes NaN here and is refused by the verb, beside its field.
    ...(values.messages ? { limits: { messages: Number(values.messages) } } : {}),
  });
  if (!made.ok) return refused({ intent: "create" as const, refusal: made.refusal, values });
  return { intent: "create" as const, issued: made.value };
}

/** The tenant's keys: making one, seeing what they did, ending one. */
export default function ApiKeys() {
  const { keys, instances, publicUrl } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const created = answer?.intent === "create" ? answer : undefined;
  const issued = created && "issued" in created ? created.issued : undefined;
  return (
    <>
      <PageHeader title={m.keys_title()} description={m.keys_description()} />
      <div className="space-y-5">
        {issued ? <IssuedKeyPanel issued={issued} publicUrl={publicUrl} /> : null}
        <KeyForm
          instances={instances}
          refusal={created && "refusal" in created ? created.refusal : undefined}
          values={created && "values" in created ? created.values : {}}
          issued={issued?.id}
        />
        {keys.length > 0 ? (
          <KeyTable keys={keys} />
        ) : (
          <EmptyState title={m.keys_empty_title()}>
            <CurlBlock call={{ method: "GET", url: `${publicUrl}/v1/instance/fetchInstances` }} />
          </EmptyState>
        )}
      </div>
    </>
  );
}
