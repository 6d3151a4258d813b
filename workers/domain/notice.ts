import type { BudgetAction } from "./bot";
import type { BudgetStand } from "./budget";

/** Shares of an allowance, in percent, at which a tenant is told; the later ones by mail as well. */
export const noticePercents = [50, 75, 90, 100] as const;
export type NoticePercent = (typeof noticePercents)[number];

/** People are written to when there is something left to decide, and when nothing is left. */
export const mailedFrom = 75;

export type NoticeMeter = "messages" | "requestsPerDay";

/** That a share of something limited is used. Once for each share, window and limit. */
export type QuotaNotice = AllowanceNotice | BudgetNotice;

/** Of what the plan allows. */
export interface AllowanceNotice {
  /** The same for the same thing, so that telling it twice is telling it once. */
  id: string;
  meter: NoticeMeter;
  percent: NoticePercent;
  used: number;
  limit: number;
  resetsAt: number;
  at: number;
}

/** Of a budget for bots, which the tenant has set itself. */
export interface BudgetNotice extends BudgetStand {
  id: string;
  /** Null where it is the budget of all bots together. */
  bot: NoticedBot | null;
  percent: 75 | 100;
  resetsAt: number;
  at: number;
}

export interface NoticedBot {
  id: string;
  name: string;
  instanceId: string;
  instance: string;
  /** What it does with messages once all is used up. */
  action: BudgetAction;
}

/** The highest share that is reached; 0 below the first. */
export function percentReached(used: number, limit: number): NoticePercent | 0 {
  if (!(limit > 0)) return 0;
  return noticePercents.findLast((percent) => used * 100 >= percent * limit) ?? 0;
}
