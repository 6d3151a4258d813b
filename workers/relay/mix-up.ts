import type { BotKind } from "../domain/bot";
import { listAt, textAt } from "./json";
import type { BotCall } from "./kinds/kind";

/**
 * Is this call another bot's? Evolution keeps one client of OpenAI for all of its bots and gives it each
 * bot's key in turn, so two contacts who write at once can have one bot's words sent with the other's key:
 * across tenants, one would pay and be shown what was meant for the other. What the call says must therefore
 * be what this bot is set to say.
 */
export function isMixedUp(kind: BotKind, connection: Record<string, unknown>, { body, ids }: BotCall): boolean {
  if (kind !== "openai") return false;
  const assistant = textAt(body, "assistant_id");
  if (assistant !== null && ids.length > 0) return assistant !== connection.assistantId;
  if (!Array.isArray(body.messages)) return false;
  if (textAt(body, "model") !== connection.model) return true;
  const prompts = connection.systemMessages;
  if (!Array.isArray(prompts)) return false;
  const said = listAt(body, "messages").slice(0, prompts.length);
  return prompts.some((prompt, index) => textAt(said[index], "content") !== prompt);
}
