import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { networksOf, type KeyValues } from "./key-values";

type KeyField = "name" | "instance" | "messages" | "requests" | "expires" | "networks" | "scopes";

/** The field of the form that a refusal is about; null where it is about none of them. */
export function keyFieldOf(refusal: Refusal | undefined): KeyField | null {
  switch (refusal?.field?.split(".")[0]) {
    case "name":
      return "name";
    case "instance":
      return "instance";
    case "limits":
      return refusal?.field === "limits.requests" ? "requests" : "messages";
    case "expiresAt":
      return "expires";
    case "networks":
      return "networks";
    case "scopes":
      return "scopes";
    default:
      return null;
  }
}

/** The sentence beside a field, if the refusal is about that field. */
export function keyError(refusal: Refusal | undefined, values: KeyValues, field: KeyField): string | undefined {
  if (!refusal || keyFieldOf(refusal) !== field) return undefined;
  switch (field) {
    case "name":
      return m.keys_invalid_name();
    case "instance":
      return m.instances_refusal_not_found();
    case "messages":
      return m.keys_invalid_limit();
    case "requests":
      return m.keys_invalid_requests();
    case "expires":
      return m.keys_invalid_expires();
    case "networks": {
      const line = networksOf(values)[Number(refusal.field?.split(".")[1])];
      return line === undefined ? m.keys_invalid_networks() : m.keys_invalid_network({ network: line });
    }
    case "scopes":
      return m.keys_invalid_scopes();
  }
}
