import { m } from "#workers/i18n/paraglide/messages";
import { PlanFigures, type PlanFigure } from "./plan-figures";

const shown: PlanFigure[] = [
  "messagesPerPeriod",
  "instances",
  "bots",
  "endpoints",
  "seats",
  "requestsPerMinute",
  "eventRetentionDays",
];

/** What each plan holds, for whoever chooses one. */
export function PlanTable() {
  return (
    <section aria-labelledby="plans" className="border-t border-line py-12">
      <h2 id="plans" className="text-lg font-semibold tracking-tight">
        {m.common_plans_title()}
      </h2>
      <p className="mt-1 mb-5 max-w-prose text-ink-soft">{m.common_plans_text()}</p>
      <PlanFigures figures={shown} aria-labelledby="plans" />
    </section>
  );
}
