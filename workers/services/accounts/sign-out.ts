import type { Ctx } from "../../context";
import { done, type Outcome } from "../../domain/outcome";
import { askAuth, refusalOf, type AccountCtx } from "./ask";

/**
 * Ends the session of this cookie on the server, and answers cookies that clear it in the browser. What
 * other tabs of it had open hears nothing more of the tenant.
 */
export async function signOut(
  ctx: AccountCtx & Pick<Ctx, "hub">,
  { request, tenantId }: { request: Request; tenantId: string | null },
): Promise<Outcome<{ setCookies: string[] }>> {
  const answer = await askAuth(ctx, { path: "/sign-out", body: {}, request });
  if (answer.ok && tenantId !== null) {
    // The session has ended, whatever comes of this; the hub looks again by itself.
    await ctx
      .hub(tenantId)
      .recheckSessions()
      .catch((error: unknown) => {
        console.error(JSON.stringify({ level: "error", at: "sign-out", error: String(error) }));
      });
  }
  return answer.ok ? done({ setCookies: answer.headers.getSetCookie() }) : refusalOf(answer);
}
