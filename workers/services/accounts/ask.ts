import { withBackground } from "../../auth/background";
import type { Ctx } from "../../context";
import { AppError } from "../../domain/error";
import { refuse } from "../../domain/outcome";

export type AccountCtx = Pick<Ctx, "auth" | "settings" | "waitUntil">;

/** Said of the person's browser and network, which limits, sessions and mails are about. */
const passedOn = ["cookie", "cf-connecting-ip", "user-agent", "accept-language"];

/**
 * Asks better-auth over its own HTTP handler, not its functions: only the handler counts tries.
 * The origin is set to ours because the door has already held the form's origin against its host.
 */
export async function askAuth(
  ctx: AccountCtx,
  { path, body, request }: { path: string; body: unknown; request: Request },
): Promise<Response> {
  const headers = new Headers({ "content-type": "application/json", origin: new URL(ctx.settings.publicUrl).origin });
  for (const name of passedOn) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const auth = await ctx.auth();
  const asked = new Request(`${ctx.settings.publicUrl}/api/auth${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return withBackground(
    (work) => ctx.waitUntil(work),
    () => auth.handler(asked),
  );
}

/** Refuses what any of these requests may be refused for; throws what none should be. */
export async function refusalOf(answer: Response) {
  if (answer.status === 429) {
    const retryAfterSeconds = Number(answer.headers.get("x-retry-after")) || 60;
    return refuse("rate_limited", `Too many tries. Try again in ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
  }
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  switch (code) {
    case "INVALID_EMAIL_OR_PASSWORD":
      return refuse("unauthenticated", "The e-mail address or the password is not right.");
    case "EMAIL_NOT_VERIFIED":
      return refuse("email_unverified", "Confirm your e-mail address first: open the link in the mail that we sent.");
    case "INVALID_TOKEN":
      return refuse("invalid_input", "This link was used already or is too old. Ask for a new one.", {
        field: "token",
      });
    case "INVALID_EMAIL":
      return refuse("invalid_input", "email: must be an e-mail address", { field: "email" });
    default:
      throw new AppError("auth_answer", "Signing in does not work at the moment.", {
        cause: { status: answer.status, code },
      });
  }
}
