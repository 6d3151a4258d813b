import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { valuesOfForm, connectionOf, credentialOf, secretOf, valueOf as textOf } from "#app/components/bots/bot-values";
import { ConnectionStep } from "#app/components/bots/connection-step";
import { InstanceStep } from "#app/components/bots/instance-step";
import { KindStep } from "#app/components/bots/kind-step";
import { SetupSteps, type SetupStep } from "#app/components/bots/setup-steps";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { botKinds } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { createBot } from "#workers/services/bots/create";
import { listCredentials } from "#workers/services/credentials/list";
import { listInstances } from "#workers/services/instances/list";
import { valueOf } from "../instances/value-of.server";
import { checkedConnection } from "./check.server";
import { refusedBot } from "./refused.server";
import { kindForm } from "./kind-form.server";

export const meta: MetaFunction = () => [{ title: `${m.bots_new()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const { kind, instance } = chosenIn(args.request);
  const { instances } = valueOf(await listInstances(ctx, {}));
  const known = instances.find(({ name }) => name === instance)?.name ?? null;
  const credentials = kind ? valueOf(await listCredentials(ctx, { kind })) : [];
  return {
    kind,
    instance: known,
    instances: instances.map(({ name, state, sandbox }) => ({ name, state, sandbox })),
    form: kind && kindForm(kind),
    credentials: credentials.filter((credential) => credential.instance === null || credential.instance === known),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const { kind, instance } = chosenIn(args.request);
  if (!kind || !instance) throw new Response(null, { status: 400 });
  const form = kindForm(kind);
  const sent = await args.request.formData();
  const values = valuesOfForm(sent);
  const credential = credentialOf(values, secretOf(sent, form.secret));
  const connection = connectionOf(values, form.fields);
  if (sent.get("intent") === "check") {
    return { values, ...(await checkedConnection(ctx, { kind, connection, ...credential })) };
  }
  // Off until its last step: nobody is answered by half a bot, and what was chosen so far is kept.
  const made = await createBot(ctx, {
    kind,
    instance,
    name: textOf(values, "name"),
    enabled: false,
    connection,
    triggers: { type: "none" },
    ...credential,
  });
  if (!made.ok) return refusedBot({ refusal: made.refusal, values, check: null });
  return redirect(`/bots/${made.value.id}/setup/triggers`);
}

/** What the address says was chosen: the first two steps are nothing but that. */
function chosenIn(request: Request) {
  const asked = new URL(request.url).searchParams;
  return { kind: botKinds.find((each) => each === asked.get("kind")) ?? null, instance: asked.get("instance") };
}

/** The first half of a new bot: what it is, where it answers, and how it is reached. */
export default function NewBot() {
  const { kind, instance, instances, form, credentials } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const step: SetupStep = kind === null ? "kind" : instance === null ? "instance" : "connection";
  return (
    <>
      <PageHeader
        back={
          <Link to="/bots" className="hover:text-ink hover:underline">
            {m.bots_title()}
          </Link>
        }
        title={m.bots_new()}
        description={m.bots_new_description()}
      />
      <SetupSteps current={step} back={{ kind: "/bots/new", ...(kind ? { instance: `/bots/new?kind=${kind}` } : {}) }}>
        {step === "kind" && <KindStep />}
        {step === "instance" && kind && <InstanceStep kind={kind} instances={instances} />}
        {step === "connection" && form && (
          <ConnectionStep key={`${kind}|${instance}`} form={form} credentials={credentials} answer={answer} />
        )}
      </SetupSteps>
    </>
  );
}
