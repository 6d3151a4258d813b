import { Alert } from "#app/components/ui/alert";
import { TextLink } from "#app/components/ui/text-link";
import { m } from "#workers/i18n/paraglide/messages";

/** A development server sends no mail; it shows where the mail can be read instead. */
export function DevelopmentMailHint() {
  return (
    <Alert tone="accent" title={m.accounts_development_mail()}>
      <TextLink to="/dev/mail">{m.accounts_development_mail_open()}</TextLink>
    </Alert>
  );
}
