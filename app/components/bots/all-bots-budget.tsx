import { Alert } from "#app/components/ui/alert";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { FormFoot } from "#app/components/ui/form-foot";
import type { BotBudget } from "#workers/domain/bot";
import { inNano, noticeLevel, standOf, type BudgetPeriod, type PublicSpend } from "#workers/domain/budget";
import { m } from "#workers/i18n/paraglide/messages";
import { useBotAnswer } from "./bot-answer";
import { BotRefusalAlert } from "./bot-refusal-alert";
import { valuesOfBudget } from "./bot-values";
import { BudgetLimits } from "./budget-fields";
import { BudgetMeters } from "./budget-meters";

interface AllBotsBudgetProps {
  budget: BotBudget | null;
  spent: Record<BudgetPeriod, PublicSpend>;
  /** Others see what is used, and of what. */
  mayChange: boolean;
}

/** What all bots together have used up, and the limits that hold them all. */
export function AllBotsBudget({ budget, spent, mayChange }: AllBotsBudgetProps) {
  const { Form, answer, pendingIntent, doneIntent } = useBotAnswer("all", "budget");
  const refusal = answer?.refusal;
  return (
    <Card data-form="budget">
      <CardHeader>
        <CardTitle description={m.bots_budget_all_note()}>{m.bots_budget_all()}</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-x-8 gap-y-5 lg:grid-cols-2 lg:items-start">
        <BudgetMeters spend={spent} budget={budget} />
        {mayChange ? (
          <Form method="post" className="grid gap-5">
            <BotRefusalAlert refusal={refusal} said={["budget"]} />
            <BudgetLimits values={answer?.values ?? valuesOfBudget(budget)} refusal={refusal} />
            <FormFoot
              intent="budget"
              label={m.bots_save()}
              pending={pendingIntent === "budget"}
              done={doneIntent === "budget" ? m.bots_saved() : null}
            />
          </Form>
        ) : (
          <p className="text-ink-soft">{m.bots_budget_all_locked()}</p>
        )}
      </CardBody>
    </Card>
  );
}

/** Says that the budget of all bots comes to its end, or has. */
export function BudgetAlert({ budget, spent }: Pick<AllBotsBudgetProps, "budget" | "spent">) {
  const used = { day: inNano(spent.day), month: inNano(spent.month) };
  const level = Math.max(0, ...standOf(budget, used).map(noticeLevel));
  if (level === 0) return null;
  return level === 100 ? (
    <Alert tone="bad" title={m.bots_budget_all_used()}>
      {m.bots_budget_all_used_note()}
    </Alert>
  ) : (
    <Alert tone="warn">{m.bots_budget_all_near()}</Alert>
  );
}
