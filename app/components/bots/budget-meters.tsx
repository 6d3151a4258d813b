import { Meter } from "#app/components/ui/meter";
import type { BotBudget } from "#workers/domain/bot";
import type { BudgetPeriod, PublicSpend } from "#workers/domain/budget";
import { m } from "#workers/i18n/paraglide/messages";
import { dollars, figure } from "./money";

interface BudgetMetersProps {
  /** What was used up in the day and the month that run. */
  spend: Record<BudgetPeriod, PublicSpend>;
  budget: BotBudget | null;
}

/** What a bot, or all of them, have used up, and what of the budget that is. */
export function BudgetMeters({ spend: { day, month }, budget }: BudgetMetersProps) {
  return (
    <div className="grid gap-2.5" data-spent>
      <Money label={m.bots_spent_money_day()} used={day.costUsd} limit={budget?.moneyPerDay} />
      <Money label={m.bots_spent_money_month()} used={month.costUsd} limit={budget?.moneyPerMonth} />
      <Tokens label={m.bots_spent_tokens_day()} used={day.tokens} limit={budget?.tokensPerDay} />
      <Tokens label={m.bots_spent_tokens_month()} used={month.tokens} limit={budget?.tokensPerMonth} />
    </div>
  );
}

function Money({ label, used, limit }: { label: string; used: number; limit: number | null | undefined }) {
  return <Meter label={label} used={used} limit={limit ?? null} format={dollars} />;
}

function Tokens({ label, used, limit }: { label: string; used: number; limit: number | null | undefined }) {
  return <Meter label={label} used={used} limit={limit ?? null} format={figure} />;
}
