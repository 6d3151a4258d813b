import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { secretOf, valueOf as textOf, valuesOfForm } from "#app/components/bots/bot-values";
import type { CredentialAnswer } from "#app/components/credentials/credential-answer";
import { CredentialCard } from "#app/components/credentials/credential-card";
import { NewCredential } from "#app/components/credentials/new-credential";
import { EmptyState } from "#app/components/ui/empty-state";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import type { Ctx } from "#workers/context";
import { botKinds } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { changeCredential } from "#workers/services/credentials/change";
import { createCredential } from "#workers/services/credentials/create";
import { deleteCredential } from "#workers/services/credentials/delete";
import { listCredentials } from "#workers/services/credentials/list";
import { valueOf } from "../instances/value-of.server";
import { checkedCredential } from "./check.server";
import { kindForm } from "./kind-form.server";
import { refusedBot } from "./refused.server";

export const meta: MetaFunction = () => [{ title: `${m.bots_credentials_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const credentials = valueOf(await listCredentials(ctx));
  return {
    credentials: credentials.map((credential) => ({ credential, secret: kindForm(credential.kind).secret })),
    kinds: botKinds.map(kindForm).filter(({ secret }) => secret !== "none"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const id = String(form.get("id") ?? "");
  const intent = String(form.get("intent") ?? "");
  switch (intent) {
    case "create":
      return create(ctx, form);
    case "change":
      return change(ctx, id, form);
    case "check":
      return { intent, id, ...(await checkedCredential(ctx, id)) } satisfies CredentialAnswer;
    case "delete": {
      const deleted = await deleteCredential(ctx, { id });
      return deleted.ok
        ? ({ intent, id } satisfies CredentialAnswer)
        : refusedBot({ intent, id, refusal: deleted.refusal });
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

async function create(ctx: Ctx, form: FormData) {
  const intent = "create";
  const values = valuesOfForm(form);
  const kind = botKinds.find((each) => each === textOf(values, "kind"));
  const made = await createCredential(ctx, {
    kind,
    name: textOf(values, "name"),
    secret: kind && secretOf(form, kindForm(kind).secret),
    baseUrl: textOf(values, "baseUrl").trim() || null,
  });
  if (!made.ok) return refusedBot({ intent, id: null, refusal: made.refusal, values });
  return { intent, id: made.value.id } satisfies CredentialAnswer;
}

async function change(ctx: Ctx, id: string, form: FormData) {
  const intent = "change";
  const values = valuesOfForm(form);
  const kind = valueOf(await listCredentials(ctx)).find((credential) => credential.id === id)?.kind;
  const secret = kind && secretOf(form, kindForm(kind).secret);
  const changed = await changeCredential(ctx, id, {
    name: textOf(values, "name"),
    ...(secret === undefined ? {} : { secret }),
    ...(kind === "openai" ? { baseUrl: textOf(values, "baseUrl").trim() || null } : {}),
  });
  if (!changed.ok) return refusedBot({ intent, id, refusal: changed.refusal, values });
  return { intent, id } satisfies CredentialAnswer;
}

/** The secrets that bots share: kept sealed, shown by a hint, and replaced in one place. */
export default function Credentials() {
  const { credentials, kinds } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<CredentialAnswer>() as CredentialAnswer | undefined;
  const creating = answer?.intent === "create" ? answer : undefined;
  return (
    <>
      <PageHeader
        back={
          <Link to="/bots" className="hover:text-ink hover:underline">
            {m.bots_title()}
          </Link>
        }
        title={m.bots_credentials_title()}
        description={m.bots_credentials_description()}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {/* One that was kept empties the form. */}
        <NewCredential key={creating?.refusal ? undefined : creating?.id} kinds={kinds} answer={creating} />
        {credentials.length === 0 ? (
          <EmptyState icon={<KeyRound />} title={m.bots_credentials_empty()} />
        ) : (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2 lg:items-start">
            {credentials.map(({ credential, secret }) => (
              <li key={credential.id}>
                <CredentialCard credential={credential} secret={secret} answer={answer} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
