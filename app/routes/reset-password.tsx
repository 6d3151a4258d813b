import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AccountForm, fieldError } from "#app/components/accounts/account-form";
import { AccountPage } from "#app/components/accounts/account-page";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { LinkButton } from "#app/components/ui/link-button";
import { TextLink } from "#app/components/ui/text-link";
import { usePageAnswer } from "#app/live/use-page-answer";
import { refused, text } from "#app/session/refused.server";
import { passwordMinimum } from "#workers/domain/account";
import { m } from "#workers/i18n/paraglide/messages";
import { resetPassword } from "#workers/services/accounts/reset-password";

export const meta: MetaFunction = () => [{ title: `${m.accounts_reset_title()} · zapin` }];

export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token") ?? "", passwordMinimum };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const outcome = await resetPassword(context.ctx, {
    token: text(form, "token"),
    password: text(form, "password"),
    request,
  });
  return outcome.ok ? redirect("/login?notice=password-changed") : refused(outcome.refusal);
}

export default function ResetPassword() {
  const { token, passwordMinimum } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const dead = token === "" || answer?.refusal.field === "token";
  const aside = <TextLink to="/login">{m.accounts_back_to_login()}</TextLink>;

  if (dead) {
    return (
      <AccountPage title={m.accounts_reset_dead_title()} description={m.accounts_error_token()} aside={aside}>
        <LinkButton to="/forgot-password" variant="primary">
          {m.accounts_forgot_action()}
        </LinkButton>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={m.accounts_reset_title()} description={m.accounts_reset_description()} aside={aside}>
      <AccountForm refused={answer} fields={["password"]} submit={m.accounts_reset_action()}>
        <input type="hidden" name="token" value={token} />
        <Field
          label={m.accounts_new_password()}
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
