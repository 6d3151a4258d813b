import { signInInput } from "../../domain/account";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/** Opens a session. The page answers with the cookies. */
export async function signIn(
  ctx: AccountCtx,
  { request, ...input }: { email: string; password: string; request: Request },
): Promise<Outcome<{ setCookies: string[] }>> {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const answer = await askAuth(ctx, { path: "/sign-in/email", body: parsed.data, request });
  return answer.ok ? done({ setCookies: answer.headers.getSetCookie() }) : refusalOf(answer);
}
