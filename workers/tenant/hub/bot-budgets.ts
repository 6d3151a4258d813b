import type { BotBudget } from "../../domain/bot";
import {
  budgetUnits,
  budgetWindow,
  isSpent,
  noticeLevel,
  standOf,
  type BudgetPeriod,
  type BudgetStand,
  type Spend,
} from "../../domain/budget";
import { RecentMap } from "../../secrets/recent-map";

/** The two purses that an answer is paid from. */
export interface Budgets {
  bot: BotBudget | null;
  tenant: BotBudget | null;
}

/** Who asks for an answer. */
export interface AnswerClaim {
  botId: string;
  /** Names the conversation; null where a call does not say whose it is. */
  session: string | null;
  /** The most that the answer may take, where that is known beforehand. */
  atMost: Spend | null;
}

/** An answer that was given, and what it took. */
export interface EndedAnswer {
  ticket: string | null;
  /** Null for a credential that upstream uses without a bot. */
  botId: string | null;
  /** Names an answer that may be read more than once, as the run of an assistant is. */
  id: string | null;
  spend: Spend;
}

/** A limit that has come near or been met. */
export interface ReachedBudget extends BudgetStand {
  /** The same for the same share, window and limit. */
  id: string;
  of: "bot" | "tenant";
  level: 75 | 100;
  resetsAt: number;
}

/**
 * What the tenant's bots have used up, and the answers that are under way. An answer is let through while
 * something is left, and a conversation has one under way at a time, so a budget is passed by no more than
 * one answer of each conversation. Calls that do not say whose conversation they are run side by side as long
 * as all of them together would fit, and one after the other from then on.
 *
 * Every figure is written when it changes: an answer of a model takes seconds and costs money, a row costs
 * neither. What is under way is written too. An answer whose end nobody reports counts as the most it may take.
 */
export class BotBudgets {
  readonly #sql: SqlStorage;
  readonly #spent = new Map<string, Spent>();
  readonly #open = new Map<string, OpenAnswer>();
  /** Which shares were reached, so that an Object that wakes up does not tell them again. */
  readonly #reached = new Set<string>();
  /** A run that is read again is so within seconds: nothing of it needs to outlive the Object. */
  readonly #counted = new RecentMap<string, true>(1_000);

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    for (const row of sql.exec<SpentRow>("SELECT * FROM bot_spend")) this.#spent.set(row.subject, fromRow(row));
    for (const { id } of sql.exec<{ id: string }>("SELECT id FROM bot_budget_reached")) this.#reached.add(id);
    for (const row of sql.exec<OpenRow>("SELECT * FROM bot_open_answer")) {
      const atMost = { tokens: row.tokens, nanoUsd: row.nano_usd };
      this.#open.set(row.id, { botId: row.bot_id, session: row.session, openedAt: row.opened_at, atMost, ...ending() });
    }
  }

  /** Lets an answer through, when its conversation has none under way any more; null once a budget is used up. */
  async open(claim: AnswerClaim, budgets: Budgets, now: () => number): Promise<string | null> {
    for (;;) {
      this.#writeOffLost(now());
      const stands = [
        ...standOf(budgets.bot, this.#usedBy(claim.botId, now())),
        ...standOf(budgets.tenant, this.#usedBy(wholeTenant, now())),
      ];
      if (isSpent(stands)) return null;
      const rival = this.#rivalOf(claim, budgets, now());
      if (!rival) break;
      await before(rival.ended, rival.openedAt + lostAfterMs - now());
    }
    const id = crypto.randomUUID();
    const atMost = claim.atMost ?? { tokens: 0, nanoUsd: 0 };
    this.#open.set(id, { botId: claim.botId, session: claim.session, openedAt: now(), atMost, ...ending() });
    this.#sql.exec(
      "INSERT INTO bot_open_answer (id, bot_id, session, opened_at, tokens, nano_usd) VALUES (?, ?, ?, ?, ?, ?)",
      id,
      claim.botId,
      claim.session,
      now(),
      atMost.tokens,
      atMost.nanoUsd,
    );
    return id;
  }

  /** Notes what an answer took, and says which limits it has come near or met. */
  settle({ ticket, botId, id, spend }: EndedAnswer, budgets: Budgets, now: number): ReachedBudget[] {
    const open = ticket === null ? undefined : this.#open.get(ticket);
    const name = id === null ? null : `${botId}:${id}`;
    const isRepeated = name !== null && this.#counted.get(name) === true;
    // One that was written off as lost has been counted already, as the most it could take.
    if (!isRepeated && (ticket === null || open)) this.#add(botId, spend, now);
    if (name !== null && !isRepeated) this.#counted.set(name, true);
    if (ticket !== null) this.#close(ticket);
    return [
      ...(botId ? this.#reach("bot", botId, budgets.bot, now) : []),
      ...this.#reach("tenant", wholeTenant, budgets.tenant, now),
    ];
  }

  /** What a bot, or the whole tenant, has used up in the day and the month that run. */
  used(botId: string | null, now: number): Record<BudgetPeriod, Spend> {
    return this.#usedBy(botId ?? wholeTenant, now);
  }

  /** Forgets bots that are gone. What they used stays in the tenant's figure. */
  retain(exists: (botId: string) => boolean): void {
    for (const subject of this.#spent.keys()) {
      if (subject === wholeTenant || exists(subject)) continue;
      this.#spent.delete(subject);
      this.#sql.exec("DELETE FROM bot_spend WHERE subject = ?", subject);
    }
  }

  #rivalOf(claim: AnswerClaim, budgets: Budgets, now: number): OpenAnswer | undefined {
    const rivals = [...this.#open.values()].filter(({ botId }) => botId === claim.botId);
    if (claim.session !== null) return rivals.find(({ session }) => session === claim.session);
    return this.#fits(claim, budgets, now) ? undefined : rivals[0];
  }

  /** Would this answer, and all that are under way, fit into what is left? */
  #fits({ botId, atMost }: AnswerClaim, budgets: Budgets, now: number): boolean {
    if (!atMost) return false;
    const open = [...this.#open.values()];
    const purses: [string, BotBudget | null, OpenAnswer[]][] = [
      [botId, budgets.bot, open.filter((answer) => answer.botId === botId)],
      [wholeTenant, budgets.tenant, open],
    ];
    return purses.every(([subject, budget, underWay]) =>
      standOf(budget, this.#usedBy(subject, now)).every(
        ({ unit, limit, used }) =>
          underWay.reduce((sum, answer) => sum + answer.atMost[unit], used + atMost[unit]) <= limit,
      ),
    );
  }

  #writeOffLost(now: number): void {
    for (const [id, { botId, openedAt, atMost }] of this.#open) {
      if (now - openedAt < lostAfterMs) continue;
      this.#add(botId, atMost, now);
      this.#close(id);
    }
  }

  #close(ticket: string): void {
    this.#open.get(ticket)?.end();
    if (this.#open.delete(ticket)) this.#sql.exec("DELETE FROM bot_open_answer WHERE id = ?", ticket);
  }

  #add(botId: string | null, spend: Spend, now: number): void {
    if (spend.tokens <= 0 && spend.nanoUsd <= 0) return;
    for (const subject of botId === null ? [wholeTenant] : [botId, wholeTenant]) {
      const { day, month } = this.#usedBy(subject, now);
      const starts = { day: budgetWindow("day", now).start, month: budgetWindow("month", now).start };
      for (const unit of budgetUnits) {
        day[unit] += spend[unit];
        month[unit] += spend[unit];
      }
      this.#spent.set(subject, { day, month, starts });
      this.#sql.exec(
        `INSERT OR REPLACE INTO bot_spend
         (subject, day_start, day_tokens, day_nano_usd, month_start, month_tokens, month_nano_usd)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        subject,
        starts.day,
        day.tokens,
        day.nanoUsd,
        starts.month,
        month.tokens,
        month.nanoUsd,
      );
    }
  }

  #usedBy(subject: string, now: number): Record<BudgetPeriod, Spend> {
    const spent = this.#spent.get(subject);
    // As with quotas: a clock that jumps back meets the count of a later window, and that count holds.
    const of = (period: BudgetPeriod): Spend =>
      spent && spent.starts[period] >= budgetWindow(period, now).start
        ? { ...spent[period] }
        : { tokens: 0, nanoUsd: 0 };
    return { day: of("day"), month: of("month") };
  }

  /** What has been reached and was not before. It is noted in the step of the count that called for it. */
  #reach(of: "bot" | "tenant", subject: string, budget: BotBudget | null, now: number): ReachedBudget[] {
    return standOf(budget, this.#usedBy(subject, now)).flatMap((stand) => {
      const level = noticeLevel(stand);
      const { start, end } = budgetWindow(stand.period, now);
      const id = ["bot-budget", subject, stand.period, stand.unit, stand.limit, start, level].join(":");
      if (level === 0 || this.#reached.has(id)) return [];
      this.#reached.add(id);
      this.#sql.exec("DELETE FROM bot_budget_reached WHERE at < ?", now - reachedKeptMs);
      this.#sql.exec("INSERT OR IGNORE INTO bot_budget_reached (id, at) VALUES (?, ?)", id, now);
      return [{ ...stand, id, of, level, resetsAt: end }];
    });
  }
}

interface Spent extends Record<BudgetPeriod, Spend> {
  starts: Record<BudgetPeriod, number>;
}

interface OpenAnswer {
  botId: string;
  session: string | null;
  openedAt: number;
  atMost: Spend;
  ended: Promise<void>;
  end: () => void;
}

function ending(): Pick<OpenAnswer, "ended" | "end"> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

/** Waits for something, but no longer than that. */
async function before(ended: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms));
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}

function fromRow(row: SpentRow): Spent {
  return {
    day: { tokens: row.day_tokens, nanoUsd: row.day_nano_usd },
    month: { tokens: row.month_tokens, nanoUsd: row.month_nano_usd },
    starts: { day: row.day_start, month: row.month_start },
  };
}

interface SpentRow extends Record<string, SqlStorageValue> {
  subject: string;
  day_start: number;
  day_tokens: number;
  day_nano_usd: number;
  month_start: number;
  month_tokens: number;
  month_nano_usd: number;
}

interface OpenRow extends Record<string, SqlStorageValue> {
  id: string;
  bot_id: string;
  session: string | null;
  opened_at: number;
  tokens: number;
  nano_usd: number;
}

/** The subject under which all of a tenant's bots are counted together. */
const wholeTenant = "";
/** Longer than any window, so that nothing is told a second time within one. */
const reachedKeptMs = 40 * 86_400_000;
/** Longer than the relay waits for any answer. */
export const lostAfterMs = 5 * 60_000;
