import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { plans, type PlanId } from "#workers/domain/plan";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";

const shown: { id: PlanId; name: string }[] = [
  { id: "free", name: "Free" },
  { id: "starter", name: "Starter" },
  { id: "business", name: "Business" },
  { id: "scale", name: "Scale" },
];

/** The figures of every plan, from where they are enforced. */
export function PlanTable() {
  const format = new Intl.NumberFormat(getLocale());
  return (
    <section aria-labelledby="plans" className="border-t border-line py-12">
      <h2 id="plans" className="text-lg font-semibold tracking-tight">
        {m.common_plans_title()}
      </h2>
      <p className="mt-1 mb-5 max-w-prose text-ink-soft">{m.common_plans_text()}</p>
      <Card>
        <Table aria-labelledby="plans">
          <THead>
            <TR>
              <TH>{m.common_plans_plan()}</TH>
              <TH numeric>{m.common_plans_messages()}</TH>
              <TH numeric>{m.common_plans_instances()}</TH>
              <TH numeric>{m.common_plans_requests()}</TH>
              <TH numeric>{m.common_plans_events()}</TH>
            </TR>
          </THead>
          <TBody>
            {shown.map(({ id, name }) => {
              const plan = plans[id];
              return (
                <TR key={id}>
                  <TD className="font-medium">{name}</TD>
                  <TD numeric label={m.common_plans_messages()}>
                    {format.format(plan.messagesPerPeriod)}
                  </TD>
                  <TD numeric label={m.common_plans_instances()}>
                    {format.format(plan.instances)}
                  </TD>
                  <TD numeric label={m.common_plans_requests()}>
                    {format.format(plan.requestsPerMinute)}
                  </TD>
                  <TD numeric label={m.common_plans_events()}>
                    {m.common_plans_days({ days: format.format(plan.eventRetentionDays) })}
                  </TD>
                </TR>
              );
            })}
          </TBody>
        </Table>
      </Card>
    </section>
  );
}
