import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AccountPage } from "#app/components/accounts/account-page";
import { ResendForm } from "#app/components/accounts/resend-form";
import { LinkButton } from "#app/components/ui/link-button";
import { TextLink } from "#app/components/ui/text-link";
import { usePageAnswer } from "#app/live/use-page-answer";
import { readPendingEmail } from "#app/session/pending-email.server";
import { resendConfirmation } from "#app/session/resend.server";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction = () => [{ title: `${m.accounts_verify_page()} · zapin` }];

export function loader({ context, request }: LoaderFunctionArgs) {
  const error = new URL(request.url).searchParams.get("error");
  return {
    result: error === null ? ("confirmed" as const) : error === "expired" ? ("expired" as const) : ("invalid" as const),
    signedIn: context.session !== null,
    email: readPendingEmail(request),
  };
}

export function action(args: ActionFunctionArgs) {
  return resendConfirmation(args);
}

/** What became of a confirmation link. The link itself is opened at `/api/auth/verify-email`. */
export default function VerifyEmail() {
  const { result, signedIn, email } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();

  if (result === "confirmed") {
    return (
      <AccountPage title={m.accounts_verified_title()} description={m.accounts_verified_text()}>
        <LinkButton to={signedIn ? "/dashboard" : "/login"} variant="primary">
          {signedIn ? m.accounts_open_dashboard() : m.accounts_login_action()}
        </LinkButton>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title={result === "expired" ? m.accounts_verify_expired_title() : m.accounts_verify_invalid_title()}
      description={m.accounts_verify_again_text()}
      aside={<TextLink to="/login">{m.accounts_back_to_login()}</TextLink>}
    >
      <ResendForm email={email} answer={answer} />
    </AccountPage>
  );
}
