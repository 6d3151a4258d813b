import { data, type ActionFunctionArgs } from "@remix-run/cloudflare";
import { resendVerification } from "#workers/services/accounts/resend-verification";
import { pendingEmailCookie } from "./pending-email.server";
import { refused, text } from "./refused.server";

/** The action of every page that offers the confirmation mail again. */
export async function resendConfirmation({ context, request }: ActionFunctionArgs) {
  const email = text(await request.formData(), "email");
  const outcome = await resendVerification(context.ctx, { email, request });
  if (!outcome.ok) return refused(outcome.refusal, { email });
  const cookie = pendingEmailCookie(outcome.value.email, request);
  return data({ sent: true as const }, { headers: { "set-cookie": cookie } });
}
