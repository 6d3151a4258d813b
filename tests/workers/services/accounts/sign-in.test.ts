import { env, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { readSession } from "#workers/auth/session";
import { signIn } from "#workers/services/accounts/sign-in";
import { signOut } from "#workers/services/accounts/sign-out";
import { accountCtx, personRequest } from "#tests/support/accounts";
import { givenContext } from "#tests/support/given";
import { confirmed, password, signedIn } from "#tests/support/people";

test("the sixth try of a minute is refused, even with the right password, and only there", async () => {
  const email = await confirmed("tries@example.com");
  const ctx = accountCtx();
  const attempt = (secret: string, from: string) =>
    signIn(ctx, { email, password: secret, request: personRequest([], from) });
  const tries = await Promise.all(Array.from({ length: 5 }, () => attempt("not the password", "203.0.113.9")));
  for (const answer of tries) expect(answer).toMatchObject({ ok: false, refusal: { code: "unauthenticated" } });

  const sixth = await attempt(password, "203.0.113.9");
  expect(sixth).toMatchObject({ ok: false, refusal: { code: "rate_limited" } });
  const seconds = sixth.ok ? 0 : sixth.refusal.retryAfterSeconds!;
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await attempt(password, "203.0.113.10")).toMatchObject({ ok: true });
});

test("an unknown address and a wrong password are told apart by nobody", async () => {
  const email = await confirmed("known@example.com");
  const ctx = accountCtx();
  const wrong = await signIn(ctx, { email, password: "not the password", request: personRequest() });
  const unknown = await signIn(ctx, { email: "unknown@example.com", password, request: personRequest() });
  expect(wrong.ok).toBe(false);
  expect(unknown).toEqual(wrong);
});

test("signing out ends the session on the server, not only in the browser", async () => {
  const cookies = await signedIn(await confirmed("leaving@example.com"));
  expect(await readSession(env, personRequest(cookies))).not.toBeNull();
  const ctx = givenContext();
  const answer = await signOut(ctx, { request: personRequest(cookies), tenantId: null });
  expect(answer.ok && answer.value.setCookies.join()).toMatch(/session_token=;.*Max-Age=0/i);
  expect(await readSession(env, personRequest(cookies))).toBeNull();
});

test("a session cookie is out of reach of scripts and other sites, and one made up opens nothing", async () => {
  const [cookie] = await signedIn(await confirmed("cookie@example.com"));
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(await readSession(env, personRequest(["zapin.session_token=made.up"]))).toBeNull();
  expect(await readSession(env, personRequest())).toBeNull();
});

test("the limiter forgets at the end of its window", async () => {
  const stub = env.SIGN_IN_LIMITER.getByName("alarm");
  expect(await stub.consume({ window: 60, max: 1 })).toEqual({ allowed: true, retryAfter: null });
  expect((await stub.consume({ window: 60, max: 1 })).allowed).toBe(false);
  expect(await runDurableObjectAlarm(stub)).toBe(true);
  await runInDurableObject(stub, async (_limiter, state) => expect((await state.storage.list()).size).toBe(0));
  expect((await stub.consume({ window: 60, max: 1 })).allowed).toBe(true);
});
