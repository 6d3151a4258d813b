import { refusalText } from "#app/components/instances/refusal-text";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

/** A refusal about a bot in the reader's language: by its field, and by its code where it has none. */
export function botRefusalText(refusal: Refusal): string {
  const { code, field = "", message } = refusal;
  const [part = "", member = ""] = field.split(".");
  if (code === "plan_limit") return m.bots_refusal_plan_limit();
  if (code === "conflict") return conflicts[field]?.() ?? message;
  if (code === "name_taken") return m.bots_refusal_name_taken();
  if (code === "not_found") return m.bots_refusal_not_found();
  if (code !== "invalid_input") return refusalText(refusal);
  if (part === "connection") {
    if (/required/.test(message)) return m.bots_invalid_required();
    return /[uU]rl$/.test(member) ? m.bots_invalid_address() : m.bots_invalid_value();
  }
  return (invalid[field] ?? invalid[part])?.() ?? message;
}

/** The sentence beside a field, if the refusal is about that field. */
export function botFieldError(refusal: Refusal | undefined, field: string): string | undefined {
  return refusal?.field === field || refusal?.field?.startsWith(`${field}.`) ? botRefusalText(refusal) : undefined;
}

/** Is it about one of these parts of a form, so that a field says it already? */
export function isAbout(refusal: Refusal | undefined, parts: readonly string[]): boolean {
  const part = refusal?.field?.split(".")[0];
  return part !== undefined && parts.includes(part);
}

const conflicts: Record<string, () => string> = {
  "triggers.type": m.bots_refusal_all_taken,
  "triggers.value": m.bots_refusal_trigger_taken,
  kind: m.bots_refusal_kind_off,
};

const invalid: Record<string, () => string> = {
  name: m.bots_invalid_name,
  instance: m.bots_refusal_no_instance,
  kind: m.bots_invalid_value,
  credentialId: m.bots_invalid_credential,
  secret: m.bots_invalid_secret,
  baseUrl: m.bots_invalid_address,
  fallbackText: m.bots_invalid_text,
  budget: m.bots_invalid_budget,
  "triggers.operator": m.bots_invalid_operator,
  "triggers.value": m.bots_invalid_trigger_value,
  behaviour: m.bots_invalid_figure,
  "behaviour.keywordFinish": m.bots_invalid_text,
  "behaviour.unknownMessage": m.bots_invalid_text,
  "behaviour.ignoreJids": m.bots_invalid_contacts,
  contact: m.bots_invalid_contacts,
  confirmation: m.bots_invalid_confirmation,
};
