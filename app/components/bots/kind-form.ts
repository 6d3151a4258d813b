import type { BotKind } from "#workers/domain/bot";
import type { BotKindRow } from "#workers/evolution/bots/kind";
import { m } from "#workers/i18n/paraglide/messages";

/** What a form must know of a kind of bot: its row in the table of kinds, without what only the server does. */
export type KindForm = Pick<BotKindRow, "kind" | "fields" | "secret">;
export type FormField = KindForm["fields"][number];

/** What a kind is for, in a sentence. */
export const kindNotes: Record<BotKind, () => string> = {
  typebot: m.bots_kind_typebot,
  openai: m.bots_kind_openai,
  dify: m.bots_kind_dify,
  flowise: m.bots_kind_flowise,
  evolutionBot: m.bots_kind_evolution_bot,
  n8n: m.bots_kind_n8n,
  evoai: m.bots_kind_evoai,
};

/** The words at a field. One that a new kind brings and nobody has translated yet goes by its name and text in the table. */
export function fieldWords({ name, text }: FormField): { label: string; hint: string | undefined } {
  const known = words[name];
  return known ? { label: known[0](), hint: known[1]?.() } : { label: name, hint: text };
}

/** A choice as people read it; Evolution's own word where there is none. */
export function optionText(option: string): string {
  return options[option]?.() ?? option;
}

/** The choice with which a field is shown: the style sheet hides it with any other (`app.css`), also without scripts. */
export function withChoice({ name, neededWith }: FormField): string | undefined {
  return neededWith?.value ?? (name === "functionUrl" ? "assistant" : undefined);
}

const words: Record<string, [label: () => string, hint?: () => string]> = {
  url: [m.bots_field_url, m.bots_field_url_hint],
  typebot: [m.bots_field_typebot, m.bots_field_typebot_hint],
  botType: [m.bots_field_bot_type],
  assistantId: [m.bots_field_assistant, m.bots_field_assistant_hint],
  functionUrl: [m.bots_field_function_url, m.bots_field_function_url_hint],
  model: [m.bots_field_model, m.bots_field_model_hint],
  maxTokens: [m.bots_field_max_tokens, m.bots_field_max_tokens_hint],
  systemMessages: [m.bots_field_system, m.bots_field_system_hint],
  assistantMessages: [m.bots_field_assistant_messages, m.bots_field_assistant_messages_hint],
  userMessages: [m.bots_field_user_messages, m.bots_field_user_messages_hint],
  apiUrl: [m.bots_field_api_url, m.bots_field_api_url_hint],
  webhookUrl: [m.bots_field_webhook_url, m.bots_field_webhook_url_hint],
  agentUrl: [m.bots_field_agent_url, m.bots_field_agent_url_hint],
};

const options: Record<string, () => string> = {
  assistant: m.bots_option_assistant,
  chatCompletion: m.bots_option_chat_completion,
  chatBot: m.bots_option_chat_bot,
  textGenerator: m.bots_option_text_generator,
  agent: m.bots_option_agent,
  workflow: m.bots_option_workflow,
};
