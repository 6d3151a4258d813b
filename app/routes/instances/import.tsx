import { data, redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { ImportChoice } from "#app/components/servers/import-choice";
import { serverRefusalText } from "#app/components/servers/refusal-text";
import { AddressField, KeyField } from "#app/components/servers/server-fields";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { TextLink } from "#app/components/ui/text-link";
import { Time } from "#app/components/ui/time";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { may } from "#workers/domain/actor";
import type { ImportView } from "#workers/domain/import";
import { refusalStatus, type Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { lookAtServer, type LookedAt } from "#workers/services/imports/look";
import { listImports } from "#workers/services/imports/read";
import { startImport } from "#workers/services/imports/start";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.servers_import()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  return { earlier: valueOf(await listImports(ctx)), allowed: may(ctx.actor, "administer") };
}

interface Answer {
  looked?: LookedAt;
  refusal?: Refusal;
  baseUrl?: string;
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const baseUrl = String(form.get("baseUrl") ?? "").trim();
  if (form.get("intent") === "start") {
    const started = await startImport(ctx, {
      ticket: String(form.get("ticket")),
      names: form.getAll("names").map(String),
    });
    if (started.ok) return redirect(`/instances/import/${started.value.id}`);
    return refused({ refusal: started.refusal });
  }
  const looked = await lookAtServer(ctx, { baseUrl, globalKey: form.get("globalKey") });
  return looked.ok ? ({ looked: looked.value } as Answer) : refused({ refusal: looked.refusal, baseUrl });
}

function refused(answer: Answer & { refusal: Refusal }) {
  const { code } = answer.refusal;
  return data<Answer>(answer, { status: code === "invalid_input" ? 422 : refusalStatus[code] });
}

/** Move from Evolution: where from, what of it, and then the progress. */
export default function Import() {
  const { earlier, allowed } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<Answer>();
  return (
    <>
      <PageHeader
        title={m.servers_import()}
        description={m.servers_import_description()}
        back={<TextLink to="/instances">{m.instances_title()}</TextLink>}
      />
      {answer?.looked ? (
        <ImportChoice {...answer.looked} />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Where answer={answer} allowed={allowed} />
          <WhatHappens />
        </div>
      )}
      {earlier.length > 0 && !answer?.looked ? <Earlier imports={earlier} /> : null}
    </>
  );
}

function Where({ answer, allowed }: { answer: Answer | undefined; allowed: boolean }) {
  const navigation = useNavigation();
  const refusal = answer?.refusal;
  const beside = refusal?.field === "baseUrl" || refusal?.field === "globalKey";
  if (!allowed) return <Alert tone="warn">{m.servers_import_forbidden()}</Alert>;
  return (
    <Card>
      <CardBody>
        <Form method="post" className="grid gap-4">
          {refusal && !beside ? <Alert tone="bad">{serverRefusalText(refusal)}</Alert> : null}
          <AddressField refusal={refusal} value={answer?.baseUrl} />
          <KeyField refusal={refusal} />
          <div className="flex flex-wrap items-center gap-3">
            <Button
              type="submit"
              variant="primary"
              name="intent"
              value="look"
              pending={navigation.formData?.get("intent") === "look"}
            >
              {m.servers_import_look()}
            </Button>
            <p className="text-[0.8125rem] text-ink-faint">{m.servers_import_look_note()}</p>
          </div>
        </Form>
      </CardBody>
    </Card>
  );
}

function WhatHappens() {
  const steps = [
    m.servers_import_what_instances(),
    m.servers_import_what_webhooks(),
    m.servers_import_what_programs(),
    m.servers_import_what_back(),
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.servers_import_what()}</CardTitle>
      </CardHeader>
      <CardBody>
        <ol className="grid list-decimal gap-2 ps-5 text-ink-soft marker:text-ink-faint">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function Earlier({ imports }: { imports: ImportView[] }) {
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-semibold">{m.servers_import_earlier()}</h2>
      <ul className="grid gap-1">
        {imports.map(({ id, baseUrl, createdAt, items }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 text-ink-soft">
            <Link to={`/instances/import/${id}`} className="font-medium text-accent-ink hover:underline">
              {new URL(baseUrl).host}
            </Link>
            <Time at={createdAt} />
            <span className="tabular-nums">
              {m.servers_import_count({
                done: items.filter(({ state }) => state === "imported").length,
                total: items.length,
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
