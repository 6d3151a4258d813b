import { Link } from "@remix-run/react";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import type { UsageSeries } from "#workers/domain/usage-series";
import { m } from "#workers/i18n/paraglide/messages";
import { groupLabel } from "./group-label";
import { dimensionLabels } from "./range-form";
import { figure } from "./usage-charts";

/** The groups with all their figures; each leads to its requests. */
export function GroupsTable({ usage }: { usage: UsageSeries }) {
  const { by, groups, rest } = usage;
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{dimensionLabels[by]()}</TH>
            <TH numeric>{m.analytics_total_requests()}</TH>
            <TH numeric>{m.analytics_sent()}</TH>
            {by === "instance" && <TH numeric>{m.analytics_received()}</TH>}
            <TH numeric>{m.analytics_failed()}</TH>
            <TH numeric>{m.analytics_messages_charged()}</TH>
          </TR>
        </THead>
        <TBody>
          {groups.map((group) => (
            <TR key={group.value ?? ""}>
              <TD className="font-medium break-all">
                {group.value === null ? (
                  groupLabel(by, group)
                ) : (
                  <Link
                    to={`/logs?${new URLSearchParams({ [by]: group.value })}`}
                    className="underline-offset-2 hover:underline"
                  >
                    {groupLabel(by, group)}
                  </Link>
                )}
              </TD>
              <TD label={m.analytics_total_requests()} numeric>
                {figure(group.requests)}
              </TD>
              <TD label={m.analytics_sent()} numeric>
                {figure(group.sent)}
              </TD>
              {by === "instance" && (
                <TD label={m.analytics_received()} numeric>
                  {figure(group.received ?? 0)}
                </TD>
              )}
              <TD label={m.analytics_failed()} numeric>
                {figure(group.failed)}
              </TD>
              <TD label={m.analytics_messages_charged()} numeric>
                {figure(group.messages)}
              </TD>
            </TR>
          ))}
          {rest && (
            <TR>
              <TD className="text-ink-soft">{m.analytics_rest({ count: figure(rest.groups) })}</TD>
              <TD label={m.analytics_total_requests()} numeric>
                {figure(rest.requests)}
              </TD>
              <TD label={m.analytics_sent()} numeric>
                {figure(rest.sent)}
              </TD>
              {by === "instance" && <TD />}
              <TD label={m.analytics_failed()} numeric>
                {figure(rest.failed)}
              </TD>
              <TD label={m.analytics_messages_charged()} numeric>
                {figure(rest.messages)}
              </TD>
            </TR>
          )}
        </TBody>
      </Table>
    </Card>
  );
}
