import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AccountForm, fieldError } from "#app/components/accounts/account-form";
import { AccountPage } from "#app/components/accounts/account-page";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { TextLink } from "#app/components/ui/text-link";
import { usePageAnswer } from "#app/live/use-page-answer";
import { pendingEmailCookie } from "#app/session/pending-email.server";
import { refused, text } from "#app/session/refused.server";
import { requireGuest } from "#app/session/require-guest";
import { passwordMinimum } from "#workers/domain/account";
import { m } from "#workers/i18n/paraglide/messages";
import { signUp } from "#workers/services/accounts/sign-up";

export const meta: MetaFunction = () => [{ title: `${m.accounts_register_title()} · zapin` }];

export function loader(args: LoaderFunctionArgs) {
  requireGuest(args);
  return { passwordMinimum };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const [name, email] = [text(form, "name"), text(form, "email")];
  const outcome = await signUp(context.ctx, { name, email, password: text(form, "password"), request });
  if (!outcome.ok) return refused(outcome.refusal, { name, email });
  return redirect("/check-mail", { headers: { "set-cookie": pendingEmailCookie(outcome.value.email, request) } });
}

export default function Register() {
  const { passwordMinimum } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  return (
    <AccountPage
      title={m.accounts_register_title()}
      description={m.accounts_register_description()}
      aside={
        <>
          {m.accounts_register_has_account()} <TextLink to="/login">{m.accounts_login_action()}</TextLink>
        </>
      }
    >
      <AccountForm refused={answer} fields={["name", "email", "password"]} submit={m.accounts_register_action()}>
        <Field label={m.accounts_name()} name="name" error={fieldError(answer, "name")}>
          {(control) => (
            <Input {...control} required maxLength={80} autoComplete="name" defaultValue={answer?.values.name} />
          )}
        </Field>
        <Field label={m.accounts_email()} name="email" error={fieldError(answer, "email")}>
          {(control) => (
            <Input {...control} type="email" required autoComplete="username" defaultValue={answer?.values.email} />
          )}
        </Field>
        <Field
          label={m.accounts_password()}
          name="password"
          hint={m.accounts_password_hint({ minimum: String(passwordMinimum) })}
          error={fieldError(answer, "password")}
        >
          {(control) => (
            <Input {...control} type="password" required minLength={passwordMinimum} autoComplete="new-password" />
          )}
        </Field>
      </AccountForm>
    </AccountPage>
  );
}
