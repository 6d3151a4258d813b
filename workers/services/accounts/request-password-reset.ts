import { emailInput } from "../../domain/account";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/** Mails a link to choose a new password. Answers alike for an address that nobody has. */
export async function requestPasswordReset(
  ctx: AccountCtx,
  { email, request }: { email: string; request: Request },
): Promise<Outcome<{ email: string }>> {
  const parsed = emailInput.safeParse({ email });
  if (!parsed.success) return refuseInput(parsed.error);
  const answer = await askAuth(ctx, { path: "/request-password-reset", body: parsed.data, request });
  return answer.ok ? done(parsed.data) : refusalOf(answer);
}
