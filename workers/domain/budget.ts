import type { BotBudget } from "./bot";
import type { Window } from "./period";

export const budgetPeriods = ["day", "month"] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];
export const budgetUnits = ["tokens", "nanoUsd"] as const;
export type BudgetUnit = (typeof budgetUnits)[number];

/**
 * What was used up. Money in billionths of a dollar, since a token of a small model costs less than a
 * millionth, and whole numbers add up.
 */
export type Spend = Record<BudgetUnit, number>;

/** The same for people and programs, in US dollars. */
export interface PublicSpend {
  tokens: number;
  costUsd: number;
}

export function inDollars({ day, month }: Record<BudgetPeriod, Spend>): Record<BudgetPeriod, PublicSpend> {
  const of = ({ tokens, nanoUsd }: Spend) => ({ tokens, costUsd: nanoUsd / nanoPerDollar });
  return { day: of(day), month: of(month) };
}

/** The way back, for whoever compares it with a budget. */
export function inNano({ tokens, costUsd }: PublicSpend): Spend {
  return { tokens, nanoUsd: Math.round(costUsd * nanoPerDollar) };
}

/** The day or month (UTC, as providers bill) that holds `now`. */
export function budgetWindow(period: BudgetPeriod, now: number): Window {
  const at = new Date(now);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return period === "day"
    ? { start: Date.UTC(year, month, day), end: Date.UTC(year, month, day + 1) }
    : { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

/** One limit of a budget, and how it stands. */
export interface BudgetStand {
  period: BudgetPeriod;
  unit: BudgetUnit;
  limit: number;
  used: number;
}

/** Each limit of a budget beside what was used of it. */
export function standOf(budget: BotBudget | null, used: Record<BudgetPeriod, Spend>): BudgetStand[] {
  const limits: [BudgetPeriod, BudgetUnit, number | null | undefined][] = [
    ["day", "tokens", budget?.tokensPerDay],
    ["day", "nanoUsd", nanoOf(budget?.moneyPerDay)],
    ["month", "tokens", budget?.tokensPerMonth],
    ["month", "nanoUsd", nanoOf(budget?.moneyPerMonth)],
  ];
  return limits.flatMap(([period, unit, limit]) =>
    limit == null ? [] : [{ period, unit, limit, used: used[period][unit] }],
  );
}

/** Is anything of it used up? */
export function isSpent(stands: readonly BudgetStand[]): boolean {
  return stands.some(({ limit, used }) => used >= limit);
}

/** A figure of a budget in the unit that people and programs know: tokens, or dollars. */
export function amountIn(unit: BudgetUnit, figure: number): number {
  return unit === "nanoUsd" ? figure / nanoPerDollar : figure;
}

/** The share at which a tenant is told: 75 when three quarters are used, 100 when all is. */
export function noticeLevel({ limit, used }: Pick<BudgetStand, "limit" | "used">): 0 | 75 | 100 {
  if (used >= limit) return 100;
  return used * 4 >= limit * 3 ? 75 : 0;
}

function nanoOf(dollars: number | null | undefined): number | null {
  return dollars == null ? null : Math.round(dollars * nanoPerDollar);
}

const nanoPerDollar = 1_000_000_000;
