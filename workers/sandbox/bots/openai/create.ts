import type { PhoneParts } from "../../parts";
import { storeSettings } from "../settings";

/** What an OpenAI bot must name beyond the check, by its type. */
export function openaiLack({ botType, assistantId, model, maxTokens }: Record<string, unknown>): string | null {
  if (botType === "assistant") return assistantId ? null : "Assistant ID is required";
  if (!model) return "Model is required";
  return maxTokens ? null : "Max tokens is required";
}

/** The first OpenAI bot makes the settings, which need credentials. False where they cannot be stored. */
export function prepareOpenai(phone: PhoneParts, given: Record<string, unknown>): boolean {
  const settings = phone.bots.settings("openai");
  if (settings?.openaiCredsId) return true;
  if (settings) return storeSettings(phone, "openai", { openaiCredsId: given.openaiCredsId }) !== null;
  return (
    storeSettings(phone, "openai", {
      openaiCredsId: given.openaiCredsId,
      expire: given.expire || 300,
      keywordFinish: given.keywordFinish || "bye",
      delayMessage: given.delayMessage || 1000,
      unknownMessage: given.unknownMessage || "Sorry, I dont understand",
      listeningFromMe: given.listeningFromMe ?? true,
      stopBotFromMe: given.stopBotFromMe ?? true,
      keepOpen: given.keepOpen ?? false,
      debounceTime: given.debounceTime || 1,
      ignoreJids: given.ignoreJids ?? [],
      speechToText: false,
    }) !== null
  );
}
