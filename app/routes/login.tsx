import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AccountForm, fieldError } from "#app/components/accounts/account-form";
import { AccountPage } from "#app/components/accounts/account-page";
import { Alert } from "#app/components/ui/alert";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { TextLink } from "#app/components/ui/text-link";
import { usePageAnswer } from "#app/live/use-page-answer";
import { nextPath } from "#app/session/next-path";
import { pendingEmailCookie } from "#app/session/pending-email.server";
import { refused, text } from "#app/session/refused.server";
import { requireGuest } from "#app/session/require-guest";
import { m } from "#workers/i18n/paraglide/messages";
import { signIn } from "#workers/services/accounts/sign-in";

export const meta: MetaFunction = () => [{ title: `${m.accounts_login_title()} · zapin` }];

export function loader(args: LoaderFunctionArgs) {
  requireGuest(args);
  const query = new URL(args.request.url).searchParams;
  return { next: nextPath(query.get("next")), passwordChanged: query.get("notice") === "password-changed" };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const email = text(form, "email");
  const outcome = await signIn(context.ctx, { email, password: text(form, "password"), request });
  if (!outcome.ok) {
    const unverified = outcome.refusal.code === "email_unverified";
    // The page that mails the link again then knows the address.
    return refused(outcome.refusal, { email }, unverified ? { "set-cookie": pendingEmailCookie(email, request) } : {});
  }
  const headers = new Headers();
  for (const cookie of outcome.value.setCookies) headers.append("set-cookie", cookie);
  return redirect(nextPath(form.get("next")), { headers });
}

export default function Login() {
  const { next, passwordChanged } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const unverified = answer?.refusal.code === "email_unverified";
  return (
    <AccountPage
      title={m.accounts_login_title()}
      aside={
        <>
          {m.accounts_login_no_account()} <TextLink to="/register">{m.accounts_register_action()}</TextLink>
        </>
      }
    >
      {passwordChanged && !answer && <Alert tone="good" title={m.accounts_password_changed()} />}
      <AccountForm
        refused={answer}
        fields={["email", "password"]}
        submit={m.accounts_login_action()}
        help={unverified && <TextLink to="/check-mail">{m.accounts_resend_link()}</TextLink>}
      >
        <input type="hidden" name="next" value={next} />
        <Field label={m.accounts_email()} name="email" error={fieldError(answer, "email")}>
          {(control) => (
            <Input {...control} type="email" required autoComplete="username" defaultValue={answer?.values.email} />
          )}
        </Field>
        <Field
          label={m.accounts_password()}
          name="password"
          error={answer?.refusal.field === "password" ? m.accounts_error_password_missing() : undefined}
          aside={<TextLink to="/forgot-password">{m.accounts_forgot_link()}</TextLink>}
        >
          {(control) => <Input {...control} type="password" required autoComplete="current-password" />}
        </Field>
      </AccountForm>
    </AccountPage>
  );
}
