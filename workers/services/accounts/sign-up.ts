import { signUpInput } from "../../domain/account";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/**
 * Makes an account and mails its confirmation. An address in use gets the same answer after the
 * same work; its owner gets a mail that says so.
 */
export async function signUp(
  ctx: AccountCtx,
  { request, ...input }: { name: string; email: string; password: string; request: Request },
): Promise<Outcome<{ email: string }>> {
  const parsed = signUpInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const answer = await askAuth(ctx, { path: "/sign-up/email", body: parsed.data, request });
  return answer.ok ? done({ email: parsed.data.email }) : refusalOf(answer);
}
