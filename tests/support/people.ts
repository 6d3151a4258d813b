import { env } from "cloudflare:test";
import { authDoor } from "#workers/auth/door";
import { signIn } from "#workers/services/accounts/sign-in";
import { signUp } from "#workers/services/accounts/sign-up";
import { accountCtx, mailTo, personRequest } from "./accounts";

export const password = "correct horse battery";

/** Opens a mailed link as a browser would. */
export async function open(link: string): Promise<Response> {
  const ctx = accountCtx();
  const answer = await authDoor(new Request(link, { headers: personRequest().headers }), env, ctx);
  await ctx.settled();
  return answer;
}

/** Signs a person up and confirms the address. */
export async function confirmed(email: string): Promise<string> {
  const ctx = accountCtx();
  const made = await signUp(ctx, { name: "Ana", email, password, request: personRequest() });
  if (!made.ok) throw new Error(made.refusal.message);
  await ctx.settled();
  const mail = await mailTo(email);
  if (!mail?.link) throw new Error(`no mail to ${email}`);
  await open(mail.link);
  return email;
}

/** The cookies of a new session. */
export async function signedIn(email: string): Promise<string[]> {
  const answer = await signIn(accountCtx(), { email, password, request: personRequest() });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.setCookies;
}
