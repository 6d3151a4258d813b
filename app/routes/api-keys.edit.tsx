import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { keyFieldOf } from "#app/components/keys/key-errors";
import { KeyFields } from "#app/components/keys/key-fields";
import { changesOf, valuesOfForm, valuesOfKey } from "#app/components/keys/key-values";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import type { PublicKey } from "#workers/domain/key";
import { m } from "#workers/i18n/paraglide/messages";
import { changeKey } from "#workers/services/keys/change";
import { listKeys } from "#workers/services/keys/list";
import { refused } from "./instances/refused.server";
import { valueOf } from "./instances/value-of.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? m.keys_edit_named({ name: data.key.name }) : m.keys_title()} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  return { key: await keyOf(args) };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const key = await keyOf(args);
  const values = valuesOfForm(await args.request.formData());
  const changed = await changeKey(ctx, key.id, changesOf(values, key));
  if (!changed.ok) return refused({ refusal: changed.refusal, values });
  return redirect("/api-keys");
}

/** The key that the address names. A revoked one is over: there is nothing to edit. */
async function keyOf(args: LoaderFunctionArgs | ActionFunctionArgs): Promise<PublicKey> {
  const { ctx } = requireTenant(args);
  const key = valueOf(await listKeys(ctx)).find(({ id }) => id === args.params.id);
  if (!key || key.revokedAt !== null) throw new Response("There is no such key.", { status: 404 });
  return key;
}

/** What a key may do, changed without a new secret. */
export default function EditKey() {
  const { key } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const pending = useNavigation().formMethod === "POST";
  return (
    <>
      <PageHeader
        back={
          <Link to="/api-keys" className="hover:text-ink hover:underline">
            {m.keys_title()}
          </Link>
        }
        title={m.keys_edit_named({ name: key.name })}
        description={
          <>
            <code className="font-mono text-[0.8125rem]">{key.prefix}</code> {m.keys_edit_description()}{" "}
            {key.instance && m.keys_edit_bound({ instance: key.instance })}
          </>
        }
      />
      <Card>
        <CardBody>
          <Form key={key.id} method="post" className="grid gap-4 sm:grid-cols-3">
            <div className="empty:hidden sm:col-span-full">
              {keyFieldOf(answer?.refusal) === null && <RefusalAlert refusal={answer?.refusal} />}
            </div>
            <KeyFields values={answer?.values ?? valuesOfKey(key)} refusal={answer?.refusal} />
            <div className="flex flex-wrap gap-2 sm:col-span-full">
              <Button type="submit" variant="primary" pending={pending}>
                {m.keys_save()}
              </Button>
              <LinkButton to="/api-keys">{m.keys_cancel()}</LinkButton>
            </div>
          </Form>
        </CardBody>
      </Card>
    </>
  );
}
