import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { readSession } from "#workers/auth/session";
import { requestPasswordReset } from "#workers/services/accounts/request-password-reset";
import { resendVerification } from "#workers/services/accounts/resend-verification";
import { resetPassword } from "#workers/services/accounts/reset-password";
import { signIn } from "#workers/services/accounts/sign-in";
import { accountCtx, mailTo, personRequest } from "#tests/support/accounts";
import { confirmed, password, signedIn } from "#tests/support/people";

test("a mailed link sets a new password once and ends every session", async () => {
  const email = await confirmed("forgetful@example.com");
  const cookies = await signedIn(email);
  const ctx = accountCtx();
  expect(await requestPasswordReset(ctx, { email, request: personRequest() })).toMatchObject({ ok: true });
  await ctx.settled();
  const mail = await mailTo(email);
  expect(mail?.subject).toBe("Choose a new password");
  const link = new URL(mail!.link!);
  expect(link.pathname).toBe("/reset-password");
  const token = link.searchParams.get("token")!;

  const chosen = "a better password";
  const reset = () => resetPassword(ctx, { token, password: chosen, request: personRequest() });
  expect(await reset()).toEqual({ ok: true, value: {} });
  expect(await readSession(env, personRequest(cookies))).toBeNull();
  expect(await signIn(ctx, { email, password, request: personRequest() })).toMatchObject({ ok: false });
  expect(await signIn(ctx, { email, password: chosen, request: personRequest() })).toMatchObject({ ok: true });
  expect(await reset()).toMatchObject({ ok: false, refusal: { code: "invalid_input", field: "token" } });
});

test("asking for an address that nobody has answers alike and mails nobody", async () => {
  const ctx = accountCtx();
  const email = "nobody@example.com";
  expect(await requestPasswordReset(ctx, { email, request: personRequest() })).toEqual({ ok: true, value: { email } });
  expect(await resendVerification(ctx, { email, request: personRequest() })).toEqual({ ok: true, value: { email } });
  await ctx.settled();
  expect(await mailTo(email)).toBeUndefined();
});
