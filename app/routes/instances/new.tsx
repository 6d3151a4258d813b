import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { fieldRefusal, refusalText } from "#app/components/instances/refusal-text";
import { IntegrationChoice } from "#app/components/instances/integration-choice";
import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { connectInstance } from "#workers/services/instances/connect";
import { createInstance } from "#workers/services/instances/create";
import { listInstances } from "#workers/services/instances/list";
import { offersWhatsApp } from "#workers/services/servers/place";
import { refused, valuesOf } from "./refused.server";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.instances_new()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, session } = requireTenant(args);
  const { total, limit } = valueOf(await listInstances(ctx, {}));
  return { full: total >= limit, limit, whatsapp: await offersWhatsApp(ctx, session.tenant.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const values = valuesOf(await args.request.formData());
  const name = values.name?.trim() ?? "";
  const number = values.number?.replace(/[\s()+.-]/g, "");
  const made = await createInstance(ctx, {
    instanceName: name,
    integration: values.integration === "WHATSAPP-BAILEYS" ? "WHATSAPP-BAILEYS" : "SANDBOX",
    ...(number ? { number } : {}),
  });
  if (!made.ok) return refused({ refusal: made.refusal, values });
  // The next thing anybody wants is the picture to scan; a refusal shows on that page again.
  await connectInstance(ctx, { name: made.value.name });
  return redirect(`/instances/${encodeURIComponent(made.value.name)}`);
}

/** One more number, real or simulated. */
export default function NewInstance() {
  const { full, limit, whatsapp } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const navigation = useNavigation();
  const { refusal, values = {} } = answer ?? {};
  // A name that exists is a matter of the name field, and belongs beside it.
  const taken = refusal?.code === "name_taken" ? refusalText(refusal) : undefined;
  return (
    <div className="max-w-xl">
      <PageHeader title={m.instances_new()} description={m.instances_new_description()} />
      <Card>
        <CardBody>
          <Form method="post" className="space-y-5">
            {full ? <Alert tone="warn">{m.instances_full({ limit })}</Alert> : null}
            <RefusalAlert refusal={taken ? undefined : refusal} fields={["name", "instanceName", "number"]} />
            <Field
              name="name"
              label={m.instances_field_name()}
              hint={m.instances_field_name_hint()}
              error={taken ?? fieldRefusal(refusal, "name", "instanceName")}
            >
              {(field) => (
                <Input
                  {...field}
                  name="name"
                  required
                  maxLength={100}
                  defaultValue={values.name}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </Field>
            <IntegrationChoice whatsapp={whatsapp} chosen={values.integration} />
            <Field
              name="number"
              label={m.instances_field_number_optional()}
              hint={m.instances_field_number_hint()}
              error={fieldRefusal(refusal, "number")}
            >
              {(field) => (
                <Input
                  {...field}
                  name="number"
                  type="tel"
                  inputMode="tel"
                  defaultValue={values.number}
                  autoComplete="off"
                  placeholder="5511987654321"
                />
              )}
            </Field>
            <div className="flex gap-2">
              <Button
                type="submit"
                variant="primary"
                name="intent"
                value="create"
                pending={navigation.formMethod === "POST"}
              >
                {m.instances_create()}
              </Button>
              <LinkButton to="/instances" variant="ghost">
                {m.common_cancel()}
              </LinkButton>
            </div>
          </Form>
        </CardBody>
      </Card>
    </div>
  );
}
