import type { BudgetAction } from "../domain/bot";
import { amountIn } from "../domain/budget";
import type { BudgetNotice } from "../domain/notice";
import { m } from "../i18n/paraglide/messages";
import type { Locale } from "./locale";
import type { Owner } from "./quota";
import type { Mail } from "./sender";
import { writeMail } from "./template";

/** Tells an owner how much of a budget for bots is used, and what contacts hear at its end. */
export function budgetMail({ to, name, tenant, link, locale }: Owner, notice: BudgetNotice): Mail {
  const { bot, period, unit, percent, used, limit, resetsAt } = notice;
  const amount = amountFormat(unit, locale);
  const figures = { used: amount.format(amountIn(unit, used)), limit: amount.format(amountIn(unit, limit)) };
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(resetsAt);
  const subject = bot
    ? m.mail_budget_bot_subject({ tenant, percent: String(percent), bot: inOneLine(bot.name) }, { locale })
    : m.mail_budget_all_subject({ tenant, percent: String(percent) }, { locale });
  const end = ends[percent === 100 ? "gone" : "near"][bot?.action ?? "each"];
  return writeMail("budget_reached", to, locale, {
    subject,
    greeting: m.mail_greeting({ name }, { locale }),
    body: `${figuresOf[unit][period](figures, { locale })} ${end({ day }, { locale })}`,
    action: m.mail_budget_action({}, { locale }),
    link,
    note: m.mail_quota_note({ tenant }, { locale }),
  });
}

const figuresOf = {
  tokens: { day: m.mail_budget_tokens_day, month: m.mail_budget_tokens_month },
  nanoUsd: { day: m.mail_budget_money_day, month: m.mail_budget_money_month },
};

/** What happens once all is used, or happens now; `each` where every bot does what is set for it. */
const ends = {
  near: { fallback: m.mail_budget_near_fallback, stop: m.mail_budget_near_stop, each: m.mail_budget_near_each },
  gone: { fallback: m.mail_budget_gone_fallback, stop: m.mail_budget_gone_stop, each: m.mail_budget_gone_each },
} satisfies Record<"near" | "gone", Record<BudgetAction | "each", unknown>>;

function amountFormat(unit: BudgetNotice["unit"], locale: Locale): Intl.NumberFormat {
  if (unit === "tokens") return new Intl.NumberFormat(locale);
  // A day of a small model costs less than a cent.
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    ...digits,
  });
}

/** A bot's name may have five hundred characters, and lines; a subject has neither. */
function inOneLine(name: string): string {
  const line = name.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
