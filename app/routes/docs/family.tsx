import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Operation } from "#app/components/docs/operation";
import type { TryResult } from "#app/components/docs/try-form";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { listInstances } from "#workers/services/instances/list";
import { readFamily } from "#workers/services/reference/read-family";
import { tryOperation } from "#workers/services/reference/try";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.family.title ?? m.docs_reference()} · zapin` },
  { name: "description", content: data?.family.lead ?? m.docs_reference_lead() },
];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const family = valueOf(readFamily(context.ctx, { id: params.family ?? "" }));
  const signedIn = context.session !== null;
  const listed = signedIn ? await listInstances(context.ctx, {}) : null;
  const instances = listed?.ok ? listed.value.instances.filter(({ sandbox }) => sandbox).map(({ name }) => name) : [];
  return { family, signedIn, instances };
}

/** A try from the page. What is longer than anybody reads is cut. */
export async function action(args: ActionFunctionArgs): Promise<TryResult> {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const operation = String(form.get("operation") ?? "");
  const body = form.get("body");
  const text = typeof body === "string" ? body : null;
  const named = (prefix: string) =>
    Object.fromEntries(
      [...form].flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), String(value)]] : [],
      ),
    );
  const tried = await tryOperation(ctx, {
    operation,
    instance: String(form.get("instance") ?? ""),
    parameters: named("parameter."),
    query: named("query."),
    body: text,
  });
  if (!tried.ok) return { operation, body: text, answer: null, refused: tried.refusal.message };
  const shown = JSON.stringify(tried.value.body, null, 2);
  const answer = {
    status: tried.value.status,
    body: shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown,
  };
  return { operation, body: text, answer, refused: null };
}

const shownLength = 20_000;

/** Every operation of a family, on one page. */
export default function FamilyPage() {
  const { family, signedIn, instances } = useLoaderData<typeof loader>();
  const result = usePageAnswer<typeof action>();
  return (
    <>
      <PageHeader title={family.title} description={family.lead} />
      <nav aria-label={m.docs_on_this_page()} className="mb-6">
        <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-[0.8125rem]">
          {family.operations.map(({ anchor, summary }) => (
            <li key={anchor}>
              <a href={`#${anchor}`} className="text-accent-ink hover:underline">
                {summary}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {family.operations.map((operation) => (
        <Operation key={operation.key} {...{ operation, family: family.id, signedIn, instances, result }} />
      ))}
    </>
  );
}
