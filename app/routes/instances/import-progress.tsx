import { data } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { ImportItems } from "#app/components/servers/import-items";
import { serverRefusalText } from "#app/components/servers/refusal-text";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { CodeBlock } from "#app/components/ui/code-block";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { PageHeader } from "#app/components/ui/page-header";
import { TextLink } from "#app/components/ui/text-link";
import { requireTenant } from "#app/session/require-tenant";
import { refusalStatus } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { continueImport } from "#workers/services/imports/continue";
import { readImport } from "#workers/services/imports/read";
import { undoImport } from "#workers/services/imports/undo";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.servers_import()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const { settings } = ctx;
  const address = settings.apiHost ? `https://${settings.apiHost}` : `${settings.publicUrl}/v1`;
  return { view: valueOf(await readImport(ctx, { id: args.params.id ?? "" })), address };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const id = args.params.id ?? "";
  const intent = (await args.request.formData()).get("intent");
  const outcome = intent === "undo" ? await undoImport(ctx, { id }) : await continueImport(ctx, { id });
  if (outcome.ok) return { error: null };
  return data({ error: serverRefusalText(outcome.refusal) }, { status: refusalStatus[outcome.refusal.code] });
}

/**
 * A move under way. The page asks for the next few instances again and again, so that what it shows is
 * what has happened; without scripts a button does.
 */
export default function ImportProgress() {
  const { view, address } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const running = view.state === "running";
  const failed = fetcher.data?.error ?? null;
  useEffect(() => {
    if (running && failed === null && fetcher.state === "idle") {
      fetcher.submit({ intent: "continue" }, { method: "post" });
    }
    // Each answer brings the page's own data anew, and `view` with it: that starts the next step.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [running, failed, fetcher.state, view]);

  const moved = view.items.filter(({ state }) => state === "imported").length;
  return (
    <>
      <PageHeader
        title={m.servers_import_done_title({ host: new URL(view.baseUrl).host })}
        back={<TextLink to="/instances">{m.instances_title()}</TextLink>}
      />
      <div className="grid gap-4">
        {running ? <Progress done={view.done} total={view.total} Form={fetcher.Form} failed={failed} /> : null}
        {view.state === "undone" ? <Alert tone="good">{m.servers_import_undone()}</Alert> : null}
        {view.state === "done" && moved > 0 ? <Next address={address} /> : null}
        <ImportItems items={view.items} />
        {moved > 0 ? (
          <div>
            <ConfirmDialog
              trigger={<Button>{m.servers_import_undo()}</Button>}
              title={m.servers_import_undo_title()}
              description={m.servers_import_undo_question()}
              confirmLabel={m.servers_import_undo()}
              intent="undo"
            />
          </div>
        ) : null}
      </div>
    </>
  );
}

interface ProgressProps {
  done: number;
  total: number;
  Form: ReturnType<typeof useFetcher>["Form"];
  failed: string | null;
}

function Progress({ done, total, Form, failed }: ProgressProps) {
  return (
    <Card>
      <CardBody className="grid gap-3">
        <div className="flex items-baseline justify-between gap-3">
          <span id="import-progress" className="font-medium">
            {m.servers_import_progress()}
          </span>
          <span className="tabular-nums" aria-live="polite">
            {m.servers_import_count({ done, total })}
          </span>
        </div>
        <progress aria-labelledby="import-progress" value={done} max={total} className="h-2 w-full accent-accent" />
        {failed ? <Alert tone="bad">{failed}</Alert> : null}
        <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-[0.8125rem] text-ink-soft">{m.servers_import_running()}</p>
          <Button type="submit" size="small" name="intent" value="continue">
            {m.servers_import_continue()}
          </Button>
        </Form>
      </CardBody>
    </Card>
  );
}

function Next({ address }: { address: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle description={m.servers_import_next_note()}>{m.servers_import_next()}</CardTitle>
      </CardHeader>
      <CardBody>
        <CodeBlock code={address} copyLabel={m.servers_import_copy_address()} />
      </CardBody>
    </Card>
  );
}
