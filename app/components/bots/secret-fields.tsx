import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import type { KindForm } from "./kind-form";

interface SecretFieldsProps {
  secret: KindForm["secret"];
  /** There is one already, and an empty field leaves it. */
  isKept: boolean;
  refusal: Refusal | undefined;
}

/** A secret as it is typed. Never filled in again: what was sent does not come back in a page. */
export function SecretFields({ secret, isKept, refusal }: SecretFieldsProps) {
  const error = botFieldError(refusal, "secret");
  const hint = isKept ? m.bots_secret_kept() : m.bots_secret_hint();
  if (secret === "basic") {
    return (
      <>
        <Field name="secret.user" label={m.bots_secret_user()} hint={hint} error={error}>
          {(control) => <Input {...control} maxLength={1_000} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field name="secret.password" label={m.bots_secret_password()}>
          {(control) => <Input {...control} type="password" maxLength={4_000} autoComplete="new-password" />}
        </Field>
      </>
    );
  }
  return (
    <Field name="secret.apiKey" label={m.bots_secret_key()} hint={hint} error={error}>
      {(control) => (
        <Input {...control} type="password" maxLength={4_000} autoComplete="new-password" spellCheck={false} />
      )}
    </Field>
  );
}
