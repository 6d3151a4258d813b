import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { RotateCcw } from "lucide-react";
import { Badge } from "#app/components/ui/badge";
import { Card, CardBody } from "#app/components/ui/card";
import { CopyButton } from "#app/components/ui/copy-button";
import { Time } from "#app/components/ui/time";
import { requireTenant } from "#app/session/require-tenant";
import { valueOf } from "#app/routes/instances/value-of.server";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { getEvent } from "#workers/services/events/get";

export const meta: MetaFunction = ({ params }) => [{ title: `${m.monitor_title()} ${params.sequence} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const { body, ...event } = valueOf(await getEvent(ctx, { sequence: args.params.sequence }));
  return { event, body: JSON.stringify(body, null, 2) };
}

/** One event with its whole body. */
export default function Event() {
  const { event, body } = useLoaderData<typeof loader>();
  return (
    <>
      <p className="mb-2 text-[0.8125rem] text-ink-soft">
        <Link to="/logs/events" className="hover:text-ink hover:underline">
          {m.monitor_title()}
        </Link>
      </p>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold break-all text-ink">
            {event.sequence} · {event.type}
          </h2>
          <p className="text-ink-soft">
            {event.instance ?? m.monitor_account()} · <Time at={event.at} format="datetime" />
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {event.recovered ? (
            <Badge tone="busy">
              <RotateCcw aria-hidden="true" />
              {m.monitor_recovered()}
            </Badge>
          ) : null}
          <CopyButton variant="secondary" text={body} label={m.monitor_copy()} />
        </div>
      </div>
      {event.dataBytes === undefined ? null : (
        <p className="mb-4 text-ink-soft">
          {m.monitor_large({ size: megabytes(event.dataBytes) })}{" "}
          <code className="font-mono text-[0.8125rem] whitespace-nowrap text-ink">
            GET /api/events/{event.sequence}
          </code>
        </p>
      )}
      <Card>
        <CardBody>
          <pre tabIndex={0} aria-label={m.monitor_body()} className="overflow-x-auto text-[0.8125rem] leading-relaxed">
            <code className="font-mono">{body}</code>
          </pre>
        </CardBody>
      </Card>
    </>
  );
}

function megabytes(bytes: number): string {
  const format = new Intl.NumberFormat(getLocale(), { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  return format.format(bytes / 1_000_000);
}
