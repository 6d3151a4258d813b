import type { PhoneParts } from "../parts";
import type { Row } from "./columns";
import type { BotKindName } from "./kind";
import { botKinds } from "./kinds";

/** Another bot that is the same as this one; a value that was left out fits any. */
export function twin(
  phone: PhoneParts,
  name: BotKindName,
  given: Record<string, unknown>,
  except?: string,
): Row | undefined {
  const told = botKinds[name].identity.filter((column) => given[column] !== undefined && belongs(given, column));
  return phone.bots
    .list(name)
    .find((bot) => bot.id !== except && told.every((column) => bot[column] === given[column]));
}

/** An OpenAI bot is known by its assistant or by its model, after its type. */
function belongs({ botType }: Record<string, unknown>, column: string): boolean {
  if (column === "assistantId") return botType === "assistant";
  if (column === "model" || column === "maxTokens") return botType === "chatCompletion";
  return true;
}

/** Why a bot's trigger cannot be had; null when it can. */
export function triggerTaken(
  phone: PhoneParts,
  name: BotKindName,
  given: Record<string, unknown>,
  except?: string,
): string | null {
  const others = phone.bots.list(name).filter((bot) => bot.id !== except);
  const { triggerType, triggerOperator, triggerValue } = given;
  if (triggerType === "all" && others.some((bot) => bot.enabled === true && bot.triggerType === "all"))
    return `You already have a ${botKinds[name].title} with an "All" trigger, you cannot have more bots while it is active`;
  if (triggerType === "keyword" && (!triggerOperator || !triggerValue))
    return "Trigger operator and value are required";
  if (triggerType === "advanced" && !triggerValue) return "Trigger value is required";
  const same = others.some(
    (bot) =>
      bot.triggerValue === triggerValue && (triggerType === "advanced" || bot.triggerOperator === triggerOperator),
  );
  return (triggerType === "keyword" || triggerType === "advanced") && same ? "Trigger already exists" : null;
}
