import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AccountForm, fieldError } from "#app/components/accounts/account-form";
import { AccountPage } from "#app/components/accounts/account-page";
import { DevelopmentMailHint } from "#app/components/accounts/development-mail-hint";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { TextLink } from "#app/components/ui/text-link";
import { usePageAnswer } from "#app/live/use-page-answer";
import { refused, text } from "#app/session/refused.server";
import { m } from "#workers/i18n/paraglide/messages";
import { requestPasswordReset } from "#workers/services/accounts/request-password-reset";

export const meta: MetaFunction = () => [{ title: `${m.accounts_forgot_title()} · zapin` }];

export function loader({ context }: LoaderFunctionArgs) {
  return { development: context.ctx.settings.development };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const email = text(await request.formData(), "email");
  const outcome = await requestPasswordReset(context.ctx, { email, request });
  return outcome.ok ? data({ sentTo: outcome.value.email }) : refused(outcome.refusal, { email });
}

export default function ForgotPassword() {
  const { development } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const aside = <TextLink to="/login">{m.accounts_back_to_login()}</TextLink>;

  if (answer && "sentTo" in answer) {
    return (
      <AccountPage
        title={m.accounts_check_mail_title()}
        description={<p className="break-words">{m.accounts_forgot_sent({ email: answer.sentTo })}</p>}
        aside={aside}
      >
        {development && <DevelopmentMailHint />}
      </AccountPage>
    );
  }
  return (
    <AccountPage title={m.accounts_forgot_title()} description={m.accounts_forgot_description()} aside={aside}>
      <AccountForm refused={answer} fields={["email"]} submit={m.accounts_forgot_action()}>
        <Field label={m.accounts_email()} name="email" error={fieldError(answer, "email")}>
          {(control) => (
            <Input {...control} type="email" required autoComplete="username" defaultValue={answer?.values.email} />
          )}
        </Field>
      </AccountForm>
    </AccountPage>
  );
}
