import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AccountPage } from "#app/components/accounts/account-page";
import { DevelopmentMailHint } from "#app/components/accounts/development-mail-hint";
import { ResendForm } from "#app/components/accounts/resend-form";
import { TextLink } from "#app/components/ui/text-link";
import { usePageAnswer } from "#app/live/use-page-answer";
import { readPendingEmail } from "#app/session/pending-email.server";
import { requireGuest } from "#app/session/require-guest";
import { resendConfirmation } from "#app/session/resend.server";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction = () => [{ title: `${m.accounts_check_mail_title()} · zapin` }];

export function loader(args: LoaderFunctionArgs) {
  requireGuest(args);
  return { email: readPendingEmail(args.request), development: args.context.ctx.settings.development };
}

export function action(args: ActionFunctionArgs) {
  return resendConfirmation(args);
}

/** After signing up: a mail is on its way, and here is how to get another. */
export default function CheckMail() {
  const { email, development } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  return (
    <AccountPage
      title={m.accounts_check_mail_title()}
      description={
        <p className="break-words">{email ? m.accounts_check_mail_sent({ email }) : m.accounts_check_mail_ask()}</p>
      }
      aside={<TextLink to="/login">{m.accounts_back_to_login()}</TextLink>}
    >
      {development && <DevelopmentMailHint />}
      <p className="text-[0.8125rem] text-ink-faint">{m.accounts_check_mail_missing()}</p>
      <ResendForm email={email} answer={answer} />
    </AccountPage>
  );
}
