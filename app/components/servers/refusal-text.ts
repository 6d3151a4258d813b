import { refusalText } from "#app/components/instances/refusal-text";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

/** A refusal about servers in the reader's language; the field tells what it was about. */
export function serverRefusalText(refusal: Refusal): string {
  const { code, field } = refusal;
  if (code === "conflict") return field === "baseUrl" ? m.servers_refusal_known() : m.servers_refusal_holds();
  if (code !== "invalid_input") return refusalText(refusal);
  switch (field) {
    case "baseUrl":
      return m.servers_refusal_url();
    case "globalKey":
      return m.servers_refusal_key();
    case "ticket":
      return m.servers_refusal_ticket();
    case "names":
      return m.servers_refusal_names();
    case "capacity":
      return m.servers_refusal_capacity();
    case "weight":
      return m.servers_refusal_weight();
    case "name":
      return m.servers_refusal_name();
    default:
      return refusalText(refusal);
  }
}

/** The sentence beside a field, when the refusal names that field. */
export function serverFieldRefusal(refusal: Refusal | undefined, field: string): string | undefined {
  return refusal?.field === field ? serverRefusalText(refusal) : undefined;
}
