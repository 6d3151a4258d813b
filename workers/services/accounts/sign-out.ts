import { done, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/** Ends the session of this cookie on the server, and answers cookies that clear it in the browser. */
export async function signOut(
  ctx: AccountCtx,
  { request }: { request: Request },
): Promise<Outcome<{ setCookies: string[] }>> {
  const answer = await askAuth(ctx, { path: "/sign-out", body: {}, request });
  return answer.ok ? done({ setCookies: answer.headers.getSetCookie() }) : refusalOf(answer);
}
