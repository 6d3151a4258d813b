import { emailInput } from "../../domain/account";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/** Mails the confirmation again. Answers alike for addresses that nobody has and that need none. */
export async function resendVerification(
  ctx: AccountCtx,
  { email, request }: { email: string; request: Request },
): Promise<Outcome<{ email: string }>> {
  const parsed = emailInput.safeParse({ email });
  if (!parsed.success) return refuseInput(parsed.error);
  const answer = await askAuth(ctx, { path: "/send-verification-email", body: parsed.data, request });
  return answer.ok ? done(parsed.data) : refusalOf(answer);
}
