import { refusalText } from "#app/components/instances/refusal-text";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

/** A refusal about a price in the reader's language. */
export function priceRefusalText(refusal: Refusal): string {
  if (refusal.code === "not_found") return m.prices_refusal_gone();
  if (refusal.code !== "invalid_input") return refusalText(refusal);
  if (refusal.field === "model") return m.prices_invalid_model();
  return refusal.field === "cachedInput" && /other input/.test(refusal.message)
    ? m.prices_invalid_cached()
    : m.prices_invalid_price();
}

/** The sentence beside a field, if the refusal is about that field. */
export function priceFieldError(refusal: Refusal | undefined, field: string): string | undefined {
  return refusal?.field === field ? priceRefusalText(refusal) : undefined;
}
