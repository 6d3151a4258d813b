import * as z from "zod";

/** The kinds of bots that Evolution runs, in its own spelling: they are part of its addresses. */
export const botKinds = ["typebot", "openai", "dify", "flowise", "evolutionBot", "n8n", "evoai"] as const;
export type BotKind = (typeof botKinds)[number];

/** How people call them. */
export const botKindTitles: Record<BotKind, string> = {
  typebot: "Typebot",
  openai: "OpenAI",
  dify: "Dify",
  flowise: "Flowise",
  evolutionBot: "Evolution Bot",
  n8n: "n8n",
  evoai: "EvoAI",
};

export const triggerTypes = ["all", "keyword", "none", "advanced"] as const;
export const triggerOperators = ["equals", "contains", "startsWith", "endsWith", "regex"] as const;

/** When a bot begins a conversation, in form only: what goes with what is upstream's to say on `/v1`. */
export const triggerShape = z.object({
  type: z.enum(triggerTypes, { error: `must be one of ${triggerTypes.join(", ")}` }),
  operator: z
    .enum(triggerOperators, { error: `must be one of ${triggerOperators.join(", ")}` })
    .nullish()
    .transform((operator) => operator ?? null),
  value: z
    .string({ error: "must be a text" })
    .max(500, "must be at most 500 characters")
    .nullish()
    .transform((value) => value ?? null),
});

/** When a bot begins a conversation. */
export const botTriggers = triggerShape.superRefine(({ type, operator, value }, check) => {
  const missing = (path: string, message: string) => check.addIssue({ code: "custom", path: [path], message });
  if (type === "keyword" && !operator) missing("operator", "say how the keyword is compared, such as equals");
  if ((type === "keyword" || type === "advanced") && !value) missing("value", "say what the bot listens for");
  if (type === "keyword" && operator === "regex" && value && !isRegex(value))
    missing("value", "is not a regular expression");
});
export type BotTriggers = z.output<typeof botTriggers>;

const milliseconds = z.int("must be a whole number").min(0, "must not be negative").max(600_000, "is too long");

/**
 * How a bot behaves in a conversation. The members have Evolution's own names, since everyone who has made
 * a bot there knows them. What is left out is upstream's to fill in from the instance's settings.
 */
export const botBehaviour = z.object({
  /** Minutes of silence after which a conversation ends; 0 for never. */
  expire: z.int("must be a whole number").min(0, "must not be negative").max(1_000_000, "is too long").optional(),
  keywordFinish: z.string("must be a text").max(200, "must be at most 200 characters").optional(),
  /** Milliseconds before each of its messages. */
  delayMessage: milliseconds.optional(),
  unknownMessage: z.string("must be a text").max(4_000, "must be at most 4000 characters").optional(),
  listeningFromMe: z.boolean("must be true or false").optional(),
  stopBotFromMe: z.boolean("must be true or false").optional(),
  keepOpen: z.boolean("must be true or false").optional(),
  /** Seconds that it waits for more messages before it answers. */
  debounceTime: z.int("must be a whole number").min(0, "must not be negative").max(600, "is too long").optional(),
  ignoreJids: z
    .array(z.string("must be a text").max(200, "must be at most 200 characters"), "must be a list")
    .max(1_000, "holds more than 1000 contacts")
    .optional(),
  splitMessages: z.boolean("must be true or false").optional(),
  /** Milliseconds of typing for each character. */
  timePerChar: milliseconds.optional(),
});
export type BotBehaviour = z.output<typeof botBehaviour>;
export const behaviourNames = Object.keys(botBehaviour.shape) as (keyof BotBehaviour)[];

const tokens = z.int("must be a whole number").min(1, "must be at least 1").max(10_000_000_000, "is too large");
const money = z.number("must be a number").min(0.01, "must be at least 0.01").max(1_000_000, "is too large");

/**
 * What a bot may use up. Money in US dollars, as providers bill it. A member that is none of these is refused:
 * a limit with a slip in its name would be no limit at all.
 */
export const botBudget = z.strictObject(
  {
    tokensPerDay: tokens.nullish(),
    tokensPerMonth: tokens.nullish(),
    moneyPerDay: money.nullish(),
    moneyPerMonth: money.nullish(),
  },
  { error: ({ code }) => (code === "invalid_type" ? "must be an object of limits, or null for none" : undefined) },
);
export type BotBudget = z.output<typeof botBudget>;

export const budgetActions = ["fallback", "stop"] as const;
/** What a bot does at the end of its budget: says its fallback text, or says nothing. */
export type BudgetAction = (typeof budgetActions)[number];

/** What a language model is told before every conversation. Only bots of OpenAI have one. */
export const botPrompt = z.object({
  systemMessages: promptTexts(),
  assistantMessages: promptTexts(),
  userMessages: promptTexts(),
});
export type BotPrompt = z.output<typeof botPrompt>;

function promptTexts() {
  return z
    .array(z.string("must be a text").max(40_000, "must be at most 40000 characters"), "must be a list of texts")
    .max(50, "holds more than 50 texts")
    .default([]);
}

/** Where a bot is reached and what it is: the members that its kind has, none of them secret. */
export type BotConnection = Record<string, unknown>;

/** A bot as its owner sees it. Its secret is never read back. */
export interface PublicBot {
  id: string;
  kind: BotKind;
  name: string;
  instance: string;
  enabled: boolean;
  /** The id by which Evolution's own routes know it. */
  upstreamId: string;
  connection: BotConnection;
  triggers: BotTriggers;
  behaviour: BotBehaviour;
  credential: { id: string; name: string; hint: string; isOwn: boolean } | null;
  fallbackText: string;
  budget: BotBudget | null;
  budgetAction: BudgetAction;
  promptVersion: number | null;
  createdAt: number;
  updatedAt: number;
}

/** A secret that several bots may share, as its owner sees it. */
export interface PublicCredential {
  id: string;
  kind: BotKind;
  name: string;
  hint: string;
  baseUrl: string | null;
  /** The only instance whose bots may use it; null for all. */
  instance: string | null;
  /** How many bots use it. */
  bots: number;
  createdAt: number;
  updatedAt: number;
}

/** What a bot's model was told from one time to the next. */
export interface PromptVersion {
  version: number;
  prompt: BotPrompt;
  note: string;
  createdBy: string | null;
  createdAt: number;
}

/** A conversation of a bot, as upstream keeps it. */
export interface BotSession {
  id: string;
  /** The contact's JID. */
  contact: string;
  contactName: string | null;
  status: "opened" | "paused" | "closed";
  /** Whether the bot waits for the contact to write. */
  isAwaitingContact: boolean;
  startedAt: number;
  lastMessageAt: number;
  /** The beginning of what the contact wrote last; null where the bot was told nothing of it. */
  lastText: string | null;
}

export const sessionStatuses = ["opened", "paused", "closed", "delete"] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

function isRegex(text: string): boolean {
  try {
    RegExp(text);
    return true;
  } catch {
    return false;
  }
}
