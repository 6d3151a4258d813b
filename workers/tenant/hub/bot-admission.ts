import { botKindTitles } from "../../domain/bot";
import { costOf, priceOf, type TokenUse } from "../../domain/model-price";
import type { BudgetNotice } from "../../domain/notice";
import type { BotBudgets, Budgets, ReachedBudget } from "./bot-budgets";
import type { BotPolicy, CredentialPolicy } from "./bot-policy";
import type { InstancePolicy, Policy } from "./policy";

/** What the relay asks before it asks a far end. */
export interface AnswerRequest {
  /** A bot, or a credential that upstream uses without one. */
  subject: string;
  /** True where the call makes the far end think, and so needs the budget's leave. */
  gated: boolean;
  session: string | null;
  atMost: TokenUse | null;
  model: string | null;
  /** Somebody tries the bot out, which is what one does before it is switched on. */
  isTrial?: boolean;
}

export type AnswerPermit =
  | {
      permitted: true;
      bot: BotPolicy | null;
      credential: CredentialPolicy | null;
      instance: Pick<InstancePolicy, "name" | "server" | "upstreamToken"> | null;
      /** Names the answer until it is settled. */
      ticket: string | null;
    }
  | { permitted: false; reason: "unknown" | "off" }
  | { permitted: false; reason: "budget"; bot: BotPolicy };

/** What an answer took, as the far end reported it. */
export interface AnswerUse {
  ticket: string | null;
  subject: string;
  model: string | null;
  use: TokenUse | null;
  /** What the far end itself says that it cost. */
  nanoUsd: number | null;
  /** Names the answer, where it may be read more than once; null where one call is one answer. */
  id: string | null;
}

/** What it cost, in billionths of a dollar: null where nobody has said a price. */
export interface SettledAnswer {
  nanoUsd: number | null;
  notices: BudgetNotice[];
}

/** May this bot answer now? The bot, its secret and its budget, in the one hop that the relay makes. */
export async function admitAnswer(
  policy: Policy | null,
  budgets: BotBudgets,
  request: AnswerRequest,
  now: () => number,
): Promise<AnswerPermit> {
  const bot = policy?.botsById.get(request.subject) ?? null;
  const credential = bot ? bot.credential : (policy?.credentialsById.get(request.subject) ?? null);
  if (!policy || (!bot && !credential)) return { permitted: false, reason: "unknown" };
  if (!policy.active || (bot?.enabled === false && !request.isTrial)) return { permitted: false, reason: "off" };
  const found = bot ? policy.instancesById.get(bot.instanceId) : undefined;
  const instance = found ? { name: found.name, server: found.server, upstreamToken: found.upstreamToken } : null;
  const purses = budgetsOf(policy, bot);
  if (!bot || !request.gated || (!purses.bot && !purses.tenant)) {
    return { permitted: true, bot, credential, instance, ticket: null };
  }
  const price = request.model === null ? null : priceOf(request.model, now(), policy.prices);
  const atMost = request.atMost && {
    tokens: request.atMost.input + request.atMost.output,
    nanoUsd: price ? costOf(price, request.atMost) : 0,
  };
  const ticket = await budgets.open({ botId: bot.id, session: request.session, atMost }, purses, now);
  return ticket === null
    ? { permitted: false, reason: "budget", bot }
    : { permitted: true, bot, credential, instance, ticket };
}

/** Counts what an answer took. */
export function settleAnswer(
  policy: Policy | null,
  budgets: BotBudgets,
  answer: AnswerUse,
  now: number,
): SettledAnswer {
  const bot = policy?.botsById.get(answer.subject) ?? null;
  const price = answer.model === null ? null : priceOf(answer.model, now, policy?.prices);
  const nanoUsd = answer.nanoUsd ?? (answer.use && price ? costOf(price, answer.use) : null);
  const spend = { tokens: answer.use ? answer.use.input + answer.use.output : 0, nanoUsd: nanoUsd ?? 0 };
  const settled = { ticket: answer.ticket, botId: bot?.id ?? null, id: answer.id, spend };
  const reached = budgets.settle(settled, budgetsOf(policy, bot), now);
  return { nanoUsd, notices: reached.map((budget) => noticeOf(bot, budget, now)) };
}

function noticeOf(bot: BotPolicy | null, reached: ReachedBudget, at: number): BudgetNotice {
  const { of, level, ...stand } = reached;
  const named = of === "bot" && bot ? bot : null;
  return {
    ...stand,
    bot: named && {
      id: named.id,
      name: named.name || botKindTitles[named.kind],
      instanceId: named.instanceId,
      instance: named.instance,
      action: named.budgetAction,
    },
    percent: level,
    at,
  };
}

function budgetsOf(policy: Policy | null, bot: BotPolicy | null): Budgets {
  return { bot: bot?.budget ?? null, tenant: policy?.botBudget ?? null };
}
