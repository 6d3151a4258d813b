import { Link } from "@remix-run/react";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { LoggedRequest } from "#workers/domain/request";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { OutcomeBadge } from "./outcome-badge";

export type RequestLine = LoggedRequest & { key: string | null };

/** Requests, one a row; each leads to its own page. */
export function RequestTable({ requests, timeZone }: { requests: RequestLine[]; timeZone: string }) {
  return (
    <Card>
      <Table className="sm:[&_:is(td,th)]:px-2.5 sm:[&_:is(td,th):first-child]:ps-5 sm:[&_:is(td,th):last-child]:pe-5">
        <THead>
          <TR>
            <TH>{m.logs_operation()}</TH>
            <TH>{m.logs_instance()}</TH>
            <TH>{m.logs_key()}</TH>
            <TH>{m.logs_status()}</TH>
            <TH numeric>{m.logs_duration()}</TH>
            <TH numeric>{m.logs_time()}</TH>
          </TR>
        </THead>
        <TBody>
          {requests.map((request) => (
            <TR key={request.id} data-request={request.id}>
              <TD>
                <Link
                  to={`/logs/requests/${request.id}`}
                  className="font-medium break-all text-ink underline-offset-2 hover:underline"
                >
                  {request.operation}
                </Link>
              </TD>
              <TD label={m.logs_instance()} className="break-all">
                {request.instance ?? <span className="text-ink-faint">–</span>}
              </TD>
              <TD label={m.logs_key()} className="break-words text-ink-soft">
                {keyText(request)}
              </TD>
              <TD label={m.logs_status()}>
                <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 max-sm:justify-end">
                  <span className="tabular-nums">{request.status}</span>
                  <OutcomeBadge outcome={request.outcome} />
                </span>
              </TD>
              <TD label={m.logs_duration()} numeric className="whitespace-nowrap">
                {milliseconds(request.totalMs)}
              </TD>
              <TD label={m.logs_time()} numeric className="text-ink-soft">
                <Time at={request.at} format="datetime" timeZone={timeZone} />
              </TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </Card>
  );
}

export function keyText({ key, keyId, userId }: Pick<RequestLine, "key" | "keyId" | "userId">): string {
  return key ?? keyId ?? (userId === null ? m.logs_key_none() : m.logs_key_console());
}

export function milliseconds(durationMs: number): string {
  return new Intl.NumberFormat(getLocale(), { style: "unit", unit: "millisecond", maximumFractionDigits: 1 }).format(
    durationMs,
  );
}
