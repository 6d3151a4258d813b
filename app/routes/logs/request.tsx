import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { OutcomeBadge } from "#app/components/logs/outcome-badge";
import { RequestTiming } from "#app/components/logs/request-timing";
import { keyText } from "#app/components/logs/request-table";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { CopyButton } from "#app/components/ui/copy-button";
import { EmptyState } from "#app/components/ui/empty-state";
import { TextLink } from "#app/components/ui/text-link";
import { Time } from "#app/components/ui/time";
import { requireTenant } from "#app/session/require-tenant";
import { refusalStatus } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { getRequest } from "#workers/services/requests/get";
import { readTenant } from "#workers/services/tenants/read";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.logs_request_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const id = args.params.id ?? "";
  const [found, tenant] = await Promise.all([getRequest(ctx, { id }), readTenant(ctx)]);
  // Whoever follows an id from an old answer should learn why there is nothing, not meet an error page.
  if (!found.ok && found.refusal.code !== "not_found") valueOf(found);
  return { request: found.ok ? found.value : null, timeZone: valueOf(tenant).timezone };
}

/** All that is known of one request. */
export default function RequestPage() {
  const { request, timeZone } = useLoaderData<typeof loader>();
  if (!request) {
    return (
      <EmptyState title={m.logs_missing_title()} action={<TextLink to="/logs">{m.logs_back()}</TextLink>}>
        <p className="text-center">{m.logs_missing_text()}</p>
      </EmptyState>
    );
  }
  const { code, instance } = request;
  return (
    <div className="grid gap-5">
      <p className="text-[0.8125rem] text-ink-soft">
        <Link to="/logs" className="hover:text-ink hover:underline">
          {m.logs_back()}
        </Link>
      </p>
      <h2 className="text-lg font-semibold break-all text-ink">{request.operation}</h2>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>{m.logs_request_title()}</CardTitle>
          </CardHeader>
          <dl className="divide-y divide-line">
            <Row term={m.logs_status()}>
              <span className="inline-flex flex-wrap items-center gap-2">
                <span className="tabular-nums">{request.status}</span>
                <OutcomeBadge outcome={request.outcome} />
              </span>
            </Row>
            {code !== null && (
              <Row term={m.logs_error()}>
                {code in refusalStatus ? <TextLink to={`/docs/errors/${code}`}>{code}</TextLink> : code}
              </Row>
            )}
            <Row term={m.logs_time()}>
              <Time at={request.at} format="datetime" timeZone={timeZone} />{" "}
              <span className="text-ink-faint">{timeZone}</span>
            </Row>
            <Row term={m.logs_instance()}>
              {instance === null ? (
                "–"
              ) : (
                <>
                  <TextLink to={`/instances/${encodeURIComponent(instance)}`}>{instance}</TextLink>
                  <span className="mt-2 block text-[0.8125rem]">
                    <TextLink to={`/logs?${new URLSearchParams({ instance })}`}>{m.logs_same_instance()}</TextLink>
                  </span>
                </>
              )}
            </Row>
            <Row term={m.logs_key()}>
              {keyText(request)}
              {request.keyId !== null && (
                <code className="block font-mono text-xs break-all text-ink-faint">{request.keyId}</code>
              )}
            </Row>
            {request.user !== null && <Row term={m.logs_user()}>{request.user}</Row>}
            <Row term={m.logs_messages()}>{request.messages}</Row>
            <Row term={m.logs_request_id()}>
              <code className="block pb-1.5 font-mono text-xs break-all">{request.id}</code>
              <CopyButton text={request.id} label={m.logs_copy_id()} />
            </Row>
          </dl>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>{m.logs_timing()}</CardTitle>
          </CardHeader>
          <CardBody>
            <RequestTiming request={request} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 px-4 py-2.5 sm:grid-cols-[10rem_1fr] sm:gap-4 sm:px-5">
      <dt className="text-ink-faint">{term}</dt>
      <dd className="min-w-0 break-words text-ink">{children}</dd>
    </div>
  );
}
