import type { MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Badge } from "#app/components/ui/badge";
import { Card } from "#app/components/ui/card";
import { CodeBlock } from "#app/components/ui/code-block";
import { PageHeader } from "#app/components/ui/page-header";
import { eventTypes } from "#workers/services/events/types";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction = () => [
  { title: `${m.docs_events()} · zapin` },
  { name: "description", content: m.docs_events_lead() },
];

export function loader() {
  // As text: what an event holds differs from type to type, and the page only prints it.
  const types = eventTypes().map(({ schema, sample, ...told }) => ({
    ...told,
    schema: JSON.stringify(schema, null, 2),
    sample: JSON.stringify(sample, null, 2),
  }));
  return { types };
}

export default function Events() {
  const { types } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.docs_events()} description={m.docs_events_lead()} />
      <div className="grid gap-4">
        {types.map(({ type, name, source, description, schema, sample }) => (
          <Card key={type}>
            <div className="grid min-w-0 gap-3 p-5">
              <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <h2 id={type} className="scroll-mt-6 font-mono text-sm font-semibold break-all">
                  {type}
                </h2>
                <code className="font-mono text-xs break-all text-ink-faint">{name}</code>
                {source === "zapin" && <Badge>{m.docs_events_own()}</Badge>}
              </div>
              <p className="text-ink-soft">{description}</p>
              <CodeBlock code={sample} language="data" copyLabel={m.docs_copy()} />
              <details>
                <summary className="cursor-pointer text-[0.8125rem] text-accent-ink">{m.docs_events_schema()}</summary>
                <div className="mt-2">
                  <CodeBlock code={schema} language="JSON Schema" copyLabel={m.docs_copy()} />
                </div>
              </details>
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}
