import type { MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { Changes } from "#app/components/docs/changes";
import { Route } from "#app/components/docs/route";
import { Badge, type Tone } from "#app/components/ui/badge";
import { Card } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import type { RouteTreatment } from "#workers/domain/reference";
import { m } from "#workers/i18n/paraglide/messages";
import { listRoutes } from "#workers/services/reference/list-routes";

export const meta: MetaFunction = () => [
  { title: `${m.docs_compatibility()} · zapin` },
  { name: "description", content: m.docs_compatibility_lead() },
];

export function loader() {
  return { routes: listRoutes() };
}

/** Every route of Evolution, what zapin does with it, and what it changes in answers. */
export default function Compatibility() {
  const { routes } = useLoaderData<typeof loader>();
  const count = (treatment: RouteTreatment["treatment"]) =>
    routes.filter((route) => route.treatment === treatment).length;
  return (
    <>
      <PageHeader title={m.docs_compatibility()} description={m.docs_compatibility_lead()} />
      <ul className="mb-8 list-disc space-y-1 ps-5 text-ink-soft tabular-nums">
        <li>{m.docs_count_forwarded({ count: count("forwarded") })}</li>
        <li>{m.docs_count_answered({ count: count("answered") })}</li>
        <li>{m.docs_count_refused({ count: count("refused") })}</li>
      </ul>
      <Changes />
      <Card className="mt-9">
        <Table aria-label={m.docs_compatibility()}>
          <THead>
            <TR>
              <TH>{m.docs_column_route()}</TH>
              <TH>{m.docs_column_treatment()}</TH>
              <TH>{m.docs_column_reason()}</TH>
            </TR>
          </THead>
          <TBody>
            {routes.map((route) => (
              <Row key={`${route.method} ${route.path}`} route={route} />
            ))}
          </TBody>
        </Table>
      </Card>
    </>
  );
}

const tones: Record<RouteTreatment["treatment"], Tone> = { forwarded: "good", answered: "accent", refused: "neutral" };
const words = {
  forwarded: m.docs_treatment_forwarded,
  answered: m.docs_treatment_answered,
  refused: m.docs_treatment_refused,
};

function Row({ route: { method, path, treatment, reason, family, sandbox } }: { route: RouteTreatment }) {
  const spelled = <Route method={method} path={path} className="sm:whitespace-nowrap" />;
  return (
    <TR>
      <TD>
        {family ? (
          <Link to={`/docs/api/${family}`} className="hover:underline">
            {spelled}
          </Link>
        ) : (
          spelled
        )}
      </TD>
      <TD label={m.docs_column_treatment()}>
        <span className="inline-flex flex-wrap gap-1.5">
          <Badge tone={tones[treatment]}>{words[treatment]()}</Badge>
          {treatment !== "refused" && !sandbox && <Badge tone="warn">{m.docs_sandbox_no()}</Badge>}
        </span>
      </TD>
      <TD className="text-[0.8125rem] text-ink-soft" {...(reason ? { label: m.docs_column_reason() } : {})}>
        {reason}
      </TD>
    </TR>
  );
}
