import type { MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { PageHeader } from "#app/components/ui/page-header";
import { Card } from "#app/components/ui/card";
import { m } from "#workers/i18n/paraglide/messages";
import { listFamilies } from "#workers/services/reference/list-families";

export const meta: MetaFunction = () => [
  { title: `${m.docs_reference()} · zapin` },
  { name: "description", content: m.docs_reference_lead() },
];

export function loader() {
  return { families: listFamilies() };
}

/** The families of the reference. */
export default function Reference() {
  const { families } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.docs_reference()} description={m.docs_reference_lead()} />
      <Card>
        <ul className="divide-y divide-line">
          {families.map(({ id, title, lead, operations }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 px-4 py-3 sm:px-5">
              <div className="min-w-0 flex-1 basis-72">
                <Link to={`/docs/api/${id}`} className="font-medium text-accent-ink hover:underline">
                  {title}
                </Link>
                <p className="text-[0.8125rem] text-ink-soft">{lead}</p>
              </div>
              <span className="text-[0.8125rem] text-ink-faint tabular-nums">
                {m.docs_operations({ count: operations })}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
