import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

/** The sentences beside the fields; the compiler asks for one when a field is added. */
const sentences = {
  url: m.webhooks_invalid_url,
  description: m.webhooks_invalid_description,
  instances: m.webhooks_invalid_instances,
  events: m.webhooks_invalid_events,
  headers: m.webhooks_invalid_headers,
  concurrency: m.webhooks_invalid_concurrency,
  ratePerSecond: m.webhooks_invalid_rate,
};

export type EndpointField = keyof typeof sentences;

/** The field of the form that a refusal is about; null where it is about none of them. */
export function endpointFieldOf(refusal: Refusal | undefined): EndpointField | null {
  if (refusal?.code !== "invalid_input") return null;
  const field = refusal.field?.split(".")[0] ?? "";
  return field in sentences ? (field as EndpointField) : null;
}

/** The sentence beside a field, if the refusal is about that field. */
export function endpointError(refusal: Refusal | undefined, field: EndpointField): string | undefined {
  return endpointFieldOf(refusal) === field ? sentences[field]() : undefined;
}

/** A refusal that no field shows, in the reader's language. */
export function endpointRefusalText(refusal: Refusal): string | null {
  switch (refusal.code) {
    case "plan_limit":
      return m.webhooks_refusal_plan_limit();
    case "conflict":
      return m.webhooks_refusal_conflict();
    case "not_found":
      return m.webhooks_refusal_not_found();
    default:
      return null;
  }
}
