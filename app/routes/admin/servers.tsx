import { data } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { serverRefusalText } from "#app/components/servers/refusal-text";
import { AddServer, ServerCard, type ServerAnswer } from "#app/components/servers/server-card";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireOperator } from "#app/session/require-operator";
import type { Ctx } from "#workers/context";
import { refusalStatus, type Outcome } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { addServer } from "#workers/services/servers/add";
import { changeServer } from "#workers/services/servers/change";
import { checkServerNow } from "#workers/services/servers/check";
import { listServers } from "#workers/services/servers/list";
import { removeServer } from "#workers/services/servers/remove";
import { valuesOf } from "../instances/refused.server";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.servers_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireOperator(args);
  return { servers: valueOf(await listServers(ctx)) };
}

type Verb = (ctx: Ctx, values: Record<string, string>) => Promise<Outcome<object>>;
const verbs: Record<string, Verb> = {
  add: (ctx, values) => addServer(ctx, values),
  change: (ctx, { id, name, capacity, weight, globalKey }) =>
    changeServer(ctx, { id, name, capacity, weight, ...(globalKey ? { globalKey } : {}) }),
  drain: (ctx, { id }) => changeServer(ctx, { id, draining: true }),
  resume: (ctx, { id }) => changeServer(ctx, { id, draining: false }),
  check: (ctx, { id }) => checkServerNow(ctx, { id: id ?? "" }),
  remove: (ctx, { id }) => removeServer(ctx, { id: id ?? "" }),
};

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireOperator(args);
  const form = await args.request.formData();
  const intent = String(form.get("intent") ?? "");
  const { globalKey, ...values } = valuesOf(form);
  const outcome = await verbs[intent]?.(ctx, { ...values, ...(globalKey ? { globalKey } : {}) });
  if (!outcome) throw new Response(null, { status: 400 });
  const answered: ServerAnswer = { intent, id: values.id ?? null };
  if (outcome.ok) return answered;
  const { refusal } = outcome;
  const status = refusal.code === "invalid_input" ? 422 : refusalStatus[refusal.code];
  // A key that was typed does not come back.
  return data({ ...answered, refusal, values, error: serverRefusalText(refusal) }, { status });
}

/** The servers that run the tenants' numbers, for whoever runs the deployment. */
export default function Servers() {
  const { servers } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<ServerAnswer>();
  const navigation = useNavigation();
  return (
    <>
      <PageHeader title={m.servers_title()} description={m.servers_description()} />
      <div className="grid gap-4">
        {servers.map((server) => (
          <ServerCard key={server.id} server={server} answer={answer} />
        ))}
        <Card>
          <CardHeader>
            <CardTitle>{m.servers_add()}</CardTitle>
          </CardHeader>
          <CardBody>
            <AddServer answer={answer} pending={navigation.formData?.get("intent") === "add"} />
          </CardBody>
        </Card>
      </div>
    </>
  );
}
