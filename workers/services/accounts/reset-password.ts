import { resetInput } from "../../domain/account";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/** Sets the password that a mailed link allows to choose, and ends every session of the account. */
export async function resetPassword(
  ctx: AccountCtx,
  { request, ...input }: { token: string; password: string; request: Request },
): Promise<Outcome<Record<string, never>>> {
  const parsed = resetInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { token, password } = parsed.data;
  const answer = await askAuth(ctx, { path: "/reset-password", body: { token, newPassword: password }, request });
  return answer.ok ? done({}) : refusalOf(answer);
}
