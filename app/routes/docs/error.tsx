import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { InlineText } from "#app/components/docs/inline-text";
import { Prose } from "#app/components/docs/prose";
import { Badge } from "#app/components/ui/badge";
import { CodeBlock } from "#app/components/ui/code-block";
import { PageHeader } from "#app/components/ui/page-header";
import { errorStatus, errorTexts, isErrorCode } from "#workers/domain/error-text";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.code ?? m.docs_errors()} · zapin` },
  { name: "description", content: data?.text.meaning },
];

export function loader({ params }: LoaderFunctionArgs) {
  const code = params.code ?? "";
  if (!isErrorCode(code)) throw new Response(null, { status: 404 });
  return { code, status: errorStatus(code), text: errorTexts[code] };
}

/** What a refusal means and what to do about it: its `type` leads here. */
export default function ErrorCodePage() {
  const { code, status, text } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        back={
          <Link to="/docs/errors" className="hover:text-ink hover:underline">
            {m.docs_errors()}
          </Link>
        }
        title={text.title}
        actions={
          <>
            <Badge>{code}</Badge>
            <Badge tone={status >= 500 ? "warn" : "neutral"}>{m.docs_error_status({ status: String(status) })}</Badge>
          </>
        }
      />
      <Prose>
        <p>
          <InlineText text={text.meaning} />
        </p>
        <h2>{m.docs_error_remedies()}</h2>
        <ul>
          {text.remedies.map((remedy) => (
            <li key={remedy}>
              <InlineText text={remedy} />
            </li>
          ))}
        </ul>
        <h2>{m.docs_error_looks()}</h2>
        <CodeBlock code={shapeOf(code, status)} language="JSON" copyLabel={m.docs_copy()} />
      </Prose>
    </>
  );
}

/** The members that both APIs have in common. */
function shapeOf(code: string, status: number): string {
  const type = `/docs/errors/${code}`;
  return JSON.stringify({ type, status, detail: "…", code, requestId: "req_…" }, null, 2);
}
