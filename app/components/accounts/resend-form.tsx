import { Alert } from "#app/components/ui/alert";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { m } from "#workers/i18n/paraglide/messages";
import { AccountForm, fieldError, type Refused } from "./account-form";

export interface ResendFormProps {
  email: string | null;
  /** What the action answered: a refusal, or that the mail went out. */
  answer: Refused | { sent: true } | undefined;
}

/** Asks for the confirmation mail again. */
export function ResendForm({ email, answer }: ResendFormProps) {
  const refused = answer && "refusal" in answer ? answer : undefined;
  return (
    <>
      {answer && "sent" in answer && <Alert tone="good" title={m.accounts_resent()} />}
      <AccountForm refused={refused} fields={["email"]} submit={m.accounts_resend_action()}>
        <Field label={m.accounts_email()} name="email" error={fieldError(refused, "email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              required
              autoComplete="username"
              defaultValue={refused?.values.email ?? email ?? ""}
            />
          )}
        </Field>
      </AccountForm>
    </>
  );
}
