import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";
import { ChoiceCard } from "./choice-card";

/** What the bot may use up, and what it does at the end of that. An empty field is no limit. */
export function BudgetFields({ values, refusal }: { values: BotValues; refusal: Refusal | undefined }) {
  return (
    <div className="grid gap-5">
      <BudgetLimits values={values} refusal={refusal} />
      <fieldset>
        <legend className="mb-1.5 font-medium">{m.bots_budget_action()}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          <ChoiceCard
            name="budgetAction"
            value="fallback"
            isChosen={valueOf(values, "budgetAction") !== "stop"}
            title={m.bots_budget_fallback()}
            note={m.bots_budget_fallback_note()}
          />
          <ChoiceCard
            name="budgetAction"
            value="stop"
            isChosen={valueOf(values, "budgetAction") === "stop"}
            title={m.bots_budget_stop()}
            note={m.bots_budget_stop_note()}
          />
        </div>
      </fieldset>
    </div>
  );
}

/** How much may be used up, without what happens at the end of it. */
export function BudgetLimits({ values, refusal }: { values: BotValues; refusal: Refusal | undefined }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {limits.map(({ name, label, isMoney }) => (
        <Field key={name} name={`budget.${name}`} label={label()} error={botFieldError(refusal, `budget.${name}`)}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={isMoney ? 0.01 : 1}
              max={isMoney ? 1_000_000 : 10_000_000_000}
              step={isMoney ? 0.01 : 1}
              defaultValue={valueOf(values, `budget.${name}`)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

const limits = [
  { name: "moneyPerDay", label: m.bots_budget_money_day, isMoney: true },
  { name: "moneyPerMonth", label: m.bots_budget_money_month, isMoney: true },
  { name: "tokensPerDay", label: m.bots_budget_tokens_day, isMoney: false },
  { name: "tokensPerMonth", label: m.bots_budget_tokens_month, isMoney: false },
];
