import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

/**
 * A refusal in the reader's language. Services speak English, since API clients read them too;
 * people get the sentence of the code, or of the field where input was at fault.
 */
export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "invalid_input":
      return fieldText(refusal) ?? refusal.message;
    case "name_taken":
      return m.instances_refusal_name_taken();
    case "plan_limit":
      return m.instances_refusal_plan_limit();
    case "forbidden":
      return m.instances_refusal_forbidden();
    case "not_found":
      return m.instances_refusal_not_found();
    case "quota_exceeded":
      return m.instances_refusal_quota_exceeded();
    case "rate_limited":
      return m.instances_refusal_rate_limited({ seconds: refusal.retryAfterSeconds ?? 60 });
    case "tenant_suspended":
      return m.instances_refusal_tenant_suspended();
    case "upstream_failed":
      return m.instances_refusal_upstream_failed();
    case "upstream_unavailable":
      return m.instances_refusal_upstream_unavailable();
    case "upstream_timeout":
      return m.instances_refusal_upstream_timeout();
    default:
      return refusal.message;
  }
}

function fieldText(refusal: Refusal): string | null {
  switch (refusal.field) {
    case "name":
    case "instanceName":
      return m.instances_invalid_name();
    case "number":
    case "from":
      return m.instances_invalid_number();
    case "text":
      return m.instances_invalid_text();
    case "url":
      return m.instances_invalid_url();
    case "confirmation":
      return m.instances_invalid_confirmation();
    case "limits.messages":
      return m.keys_invalid_limit();
    default:
      return null;
  }
}

/** The sentence beside a field, when the refusal names that field. */
export function fieldRefusal(refusal: Refusal | undefined, ...fields: string[]): string | undefined {
  return refusal?.field && fields.includes(refusal.field) ? refusalText(refusal) : undefined;
}
