import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

/** A refusal of the account verbs in the reader's language. */
export function refusalText({ code, field, message, retryAfterSeconds }: Refusal): string {
  if (code === "invalid_input") return fieldText(field) ?? message;
  if (code === "unauthenticated") return m.accounts_error_credentials();
  if (code === "rate_limited") return m.accounts_error_rate_limited({ seconds: String(retryAfterSeconds ?? 60) });
  if (code === "email_unverified") return m.accounts_error_unverified();
  return message;
}

function fieldText(field: string | undefined): string | undefined {
  switch (field) {
    case "name":
      return m.accounts_error_name();
    case "email":
      return m.accounts_error_email();
    case "password":
      return m.accounts_error_password();
    case "token":
      return m.accounts_error_token();
    default:
      return undefined;
  }
}
