import type { MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { errorCodes, errorStatus, errorTexts } from "#workers/domain/error-text";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction = () => [
  { title: `${m.docs_errors()} · zapin` },
  { name: "description", content: m.docs_errors_lead() },
];

export function loader() {
  return { codes: errorCodes.map((code) => ({ code, status: errorStatus(code), title: errorTexts[code].title })) };
}

export default function Errors() {
  const { codes } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.docs_errors()} description={m.docs_errors_lead()} />
      <Card>
        <Table aria-label={m.docs_errors()}>
          <THead>
            <TR>
              <TH>{m.docs_column_code()}</TH>
              <TH>{m.docs_column_meaning()}</TH>
              <TH numeric>{m.docs_column_status()}</TH>
            </TR>
          </THead>
          <TBody>
            {codes.map(({ code, status, title }) => (
              <TR key={code}>
                <TD>
                  <Link
                    to={`/docs/errors/${code}`}
                    className="font-mono text-[0.8125rem] text-accent-ink hover:underline"
                  >
                    {code}
                  </Link>
                </TD>
                <TD label={m.docs_column_meaning()}>{title}</TD>
                <TD numeric label={m.docs_column_status()}>
                  {status}
                </TD>
              </TR>
            ))}
          </TBody>
        </Table>
      </Card>
    </>
  );
}
