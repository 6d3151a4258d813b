import type { MetaFunction } from "@remix-run/cloudflare";
import { Link, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { PageHeader } from "#app/components/ui/page-header";
import { guides } from "#workers/domain/guide";
import { m } from "#workers/i18n/paraglide/messages";
import type { loader } from "./layout";

export const meta: MetaFunction = () => [
  { title: `${m.docs_title()} · zapin` },
  { name: "description", content: m.docs_lead() },
];

/** Where to begin. */
export default function DocsIndex() {
  const families = useRouteLoaderData<typeof loader>("routes/docs/layout")?.families ?? [];
  return (
    <>
      <PageHeader title={m.docs_title()} description={m.docs_lead()} />
      <h2 className="mb-3 text-[0.9375rem] font-semibold">{m.docs_guides()}</h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        {guides.map(({ slug, title, lead }) => (
          <Entry key={slug} to={`/docs/guides/${slug}`} title={title}>
            {lead}
          </Entry>
        ))}
      </ul>
      <h2 className="mt-9 mb-3 text-[0.9375rem] font-semibold">{m.docs_reference()}</h2>
      <ul className="grid gap-3 sm:grid-cols-2">
        <Entry to="/docs/api" title={m.docs_reference()}>
          {m.docs_reference_lead()}
        </Entry>
        <Entry to="/docs/compatibility" title={m.docs_compatibility()}>
          {m.docs_compatibility_lead()}
        </Entry>
        <Entry to="/docs/errors" title={m.docs_errors()}>
          {m.docs_errors_lead()}
        </Entry>
      </ul>
      <ul className="mt-4 flex flex-wrap gap-x-4 gap-y-1.5">
        {families.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/docs/api/${id}`} className="text-accent-ink hover:underline">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Entry({ to, title, children }: { to: string; title: string; children: ReactNode }) {
  return (
    <li className="relative rounded-card border border-line bg-surface px-4 py-3 shadow-card transition-colors hover:border-line-strong">
      <Link to={to} className="font-medium after:absolute after:inset-0 after:rounded-card">
        {title}
      </Link>
      <p className="mt-0.5 text-[0.8125rem] text-ink-soft">{children}</p>
    </li>
  );
}
