import { Meter } from "#app/components/ui/meter";
import type { BotBudget } from "#workers/domain/bot";
import type { BudgetPeriod, Spend } from "#workers/domain/budget";
import { m } from "#workers/i18n/paraglide/messages";
import { dollars, figure } from "./money";

interface BudgetMetersProps {
  /** What was used up in the day and the month that run. */
  spend: Record<BudgetPeriod, Spend>;
  budget: BotBudget | null;
}

/** What a bot has used up, and what of its budget that is. */
export function BudgetMeters({ spend: { day, month }, budget }: BudgetMetersProps) {
  return (
    <div className="grid gap-2.5" data-spent>
      <Money label={m.bots_spent_money_day()} nanoUsd={day.nanoUsd} limit={budget?.moneyPerDay} />
      <Money label={m.bots_spent_money_month()} nanoUsd={month.nanoUsd} limit={budget?.moneyPerMonth} />
      <Tokens label={m.bots_spent_tokens_day()} used={day.tokens} limit={budget?.tokensPerDay} />
      <Tokens label={m.bots_spent_tokens_month()} used={month.tokens} limit={budget?.tokensPerMonth} />
    </div>
  );
}

function Money({ label, nanoUsd, limit }: { label: string; nanoUsd: number; limit: number | null | undefined }) {
  return <Meter label={label} used={nanoUsd / 1_000_000_000} limit={limit ?? null} format={dollars} />;
}

function Tokens({ label, used, limit }: { label: string; used: number; limit: number | null | undefined }) {
  return <Meter label={label} used={used} limit={limit ?? null} format={figure} />;
}
