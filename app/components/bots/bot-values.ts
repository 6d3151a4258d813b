import {
  triggerOperators,
  triggerTypes,
  type BotBehaviour,
  type BotBudget,
  type BudgetAction,
  type PublicBot,
} from "#workers/domain/bot";
import type { FormField, KindForm } from "./kind-form";

/** What stands in the forms of a bot, as it was typed: a name may stand there more than once. */
export type BotValues = Record<string, string[]>;

/** What was sent, for the verbs and, if they refuse it, for the form to show again. Secrets stay out of it. */
export function valuesOfForm(form: FormData): BotValues {
  const values: BotValues = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("secret.")) continue;
    (values[name] ??= []).push(value.replaceAll("\r\n", "\n"));
  }
  return values;
}

/** A bot as its forms show it. */
export function valuesOfBot(bot: PublicBot): BotValues {
  const values: BotValues = {
    name: [bot.name],
    "trigger.type": [bot.triggers.type],
    "trigger.operator": [bot.triggers.operator ?? "contains"],
    "trigger.value": [bot.triggers.value ?? ""],
    credentialId: [bot.credential?.isOwn ? "own" : (bot.credential?.id ?? "")],
    fallbackText: [bot.fallbackText],
    budgetAction: [bot.budgetAction],
  };
  for (const [name, value] of Object.entries(bot.connection)) {
    values[`connection.${name}`] = Array.isArray(value) ? value.map(String) : [String(value)];
  }
  for (const [name, value] of Object.entries(bot.behaviour)) {
    if (Array.isArray(value)) values[`behaviour.${name}`] = [value.join("\n")];
    else if (typeof value === "boolean") values[`behaviour.${name}`] = value ? ["on"] : [];
    else if (value !== undefined) values[`behaviour.${name}`] = [String(value)];
  }
  return { ...values, ...valuesOfBudget(bot.budget) };
}

export function valuesOfBudget(budget: BotBudget | null): BotValues {
  const limits = Object.entries(budget ?? {}).filter(([, limit]) => limit != null);
  return Object.fromEntries(limits.map(([name, limit]) => [`budget.${name}`, [String(limit)]]));
}

export function valueOf(values: BotValues, name: string): string {
  return values[name]?.[0] ?? "";
}

/**
 * The connection that a form holds. A field that was emptied is null, which takes it away; one that the form
 * did not have stays out, so that a form of some fields changes those only.
 */
export function connectionOf(values: BotValues, fields: readonly FormField[]): Record<string, unknown> {
  const connection: Record<string, unknown> = {};
  for (const field of fields) {
    const typed = values[`connection.${field.name}`];
    if (typed) connection[field.name] = memberOf(field, typed);
  }
  return connection;
}

function memberOf({ type }: FormField, typed: readonly string[]): unknown {
  if (type === "texts") return typed.filter((text) => text.trim() !== "");
  const text = typed[0]?.trim() ?? "";
  if (text === "") return null;
  return type === "number" ? Number(text) : text;
}

/** A secret that was typed, in the form of its kind; undefined where none was. */
export function secretOf(form: FormData, secret: KindForm["secret"]): unknown {
  const text = (name: string) => String(form.get(`secret.${name}`) ?? "").trim();
  if (secret === "none") return undefined;
  if (secret !== "basic") return text("apiKey") ? { apiKey: text("apiKey") } : undefined;
  return text("user") || text("password") ? { user: text("user"), password: text("password") } : undefined;
}

/**
 * Which credential a form chose, for the verbs: one of the tenant's, a secret of the bot's own, or none.
 * "own" without a new secret leaves the one that the bot has.
 */
export function credentialOf(values: BotValues, secret: unknown): { credentialId?: string | null; secret?: unknown } {
  const chosen = valueOf(values, "credentialId");
  if (chosen !== "" && chosen !== "own" && chosen !== "none") return { credentialId: chosen };
  if (chosen === "own") return secret === undefined ? {} : { secret };
  return chosen === "none" ? { credentialId: null } : {};
}

export function triggersOf(values: BotValues) {
  const type = triggerTypes.find((each) => each === valueOf(values, "trigger.type")) ?? "none";
  const operator = triggerOperators.find((each) => each === valueOf(values, "trigger.operator")) ?? null;
  const value = valueOf(values, "trigger.value").trim() || null;
  return {
    type,
    operator: type === "keyword" ? operator : null,
    value: type === "keyword" || type === "advanced" ? value : null,
  };
}

/** An empty figure is left to the settings of the instance; an empty text is an empty text. */
export function behaviourOf(values: BotValues): BotBehaviour {
  const figure = (name: string) => {
    const text = valueOf(values, `behaviour.${name}`).trim();
    return text === "" ? {} : { [name]: Number(text) };
  };
  const isOn = (name: string) => valueOf(values, `behaviour.${name}`) === "on";
  return {
    ...figure("expire"),
    ...figure("delayMessage"),
    ...figure("debounceTime"),
    ...figure("timePerChar"),
    keywordFinish: valueOf(values, "behaviour.keywordFinish").trim(),
    unknownMessage: valueOf(values, "behaviour.unknownMessage").trim(),
    listeningFromMe: isOn("listeningFromMe"),
    stopBotFromMe: isOn("stopBotFromMe"),
    keepOpen: isOn("keepOpen"),
    splitMessages: isOn("splitMessages"),
    ignoreJids: valueOf(values, "behaviour.ignoreJids")
      .split(/[\n,]/)
      .map(contactOf)
      .filter((contact) => contact !== ""),
  };
}

/** People write numbers with spaces, plus and dashes; WhatsApp's own ids are left alone. */
export function contactOf(written: string): string {
  const contact = written.trim();
  if (contact.includes("@") || contact === "") return contact;
  const digits = contact.replace(/[\s()+.-]/g, "");
  return /^\d+$/.test(digits) ? `${digits}@s.whatsapp.net` : contact;
}

export function budgetOf(values: BotValues): { budget: BotBudget | null; budgetAction: BudgetAction } {
  const figure = (name: string) => {
    const text = valueOf(values, `budget.${name}`).trim();
    return text === "" ? null : Number(text);
  };
  const budget = {
    tokensPerDay: figure("tokensPerDay"),
    tokensPerMonth: figure("tokensPerMonth"),
    moneyPerDay: figure("moneyPerDay"),
    moneyPerMonth: figure("moneyPerMonth"),
  };
  const isEmpty = Object.values(budget).every((limit) => limit === null);
  return {
    budget: isEmpty ? null : budget,
    budgetAction: valueOf(values, "budgetAction") === "stop" ? "stop" : "fallback",
  };
}
