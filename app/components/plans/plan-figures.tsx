import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { plans, type Plan, type PlanId } from "#workers/domain/plan";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";

const sold: { id: PlanId; name: string }[] = [
  { id: "free", name: "Free" },
  { id: "starter", name: "Starter" },
  { id: "business", name: "Business" },
  { id: "scale", name: "Scale" },
];

/** The figures of every plan that is sold, from where they are enforced. */
export function PlanFigures({ figures, ...labelled }: PlanFiguresProps) {
  const format = new Intl.NumberFormat(getLocale());
  return (
    <Card className="text-sm">
      <Table {...labelled}>
        <THead>
          <TR>
            <TH>{m.common_plans_plan()}</TH>
            {sold.map(({ id, name }) => (
              <TH key={id} numeric>
                {name}
              </TH>
            ))}
          </TR>
        </THead>
        <TBody>
          {figures.map((figure) => {
            const { label, days } = texts[figure];
            return (
              <TR key={figure}>
                <TD className="font-medium">{label()}</TD>
                {sold.map(({ id, name }) => {
                  const figured = format.format(plans[id][figure]);
                  return (
                    <TD key={id} numeric label={name}>
                      {days ? m.common_plans_days({ days: figured }) : figured}
                    </TD>
                  );
                })}
              </TR>
            );
          })}
        </TBody>
      </Table>
    </Card>
  );
}

export type PlanFigure = Exclude<keyof Plan, "id">;

interface PlanFiguresProps {
  figures: readonly PlanFigure[];
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

const texts: Record<PlanFigure, { label: () => string; days?: boolean }> = {
  messagesPerPeriod: { label: m.common_plans_messages },
  requestsPerSecond: { label: m.common_plans_requests_second },
  requestsPerMinute: { label: m.common_plans_requests },
  requestsPerDay: { label: m.common_plans_requests_day },
  instances: { label: m.common_plans_instances },
  bots: { label: m.common_plans_bots },
  endpoints: { label: m.common_plans_endpoints },
  seats: { label: m.common_plans_seats },
  liveSockets: { label: m.common_plans_live_sockets },
  eventRetentionDays: { label: m.common_plans_events, days: true },
  requestRetentionDays: { label: m.common_plans_request_log, days: true },
};
