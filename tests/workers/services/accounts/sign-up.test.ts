import { env } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { authDoor } from "#workers/auth/door";
import { readSession } from "#workers/auth/session";
import { openDatabase } from "#workers/db/client";
import { membership, tenant, user } from "#workers/db/schema/auth";
import { signIn } from "#workers/services/accounts/sign-in";
import { signUp } from "#workers/services/accounts/sign-up";
import { accountCtx, mailTo, personRequest } from "#tests/support/accounts";
import { confirmed, open, password } from "#tests/support/people";

const db = openDatabase(env.DB);

describe("a new person", () => {
  test("is refused until the mailed link was opened, then has a session and one tenant", async () => {
    const ctx = accountCtx();
    const email = "ana@example.com";
    const made = await signUp(ctx, {
      name: "Ana Lúcia",
      email: " Ana@Example.com ",
      password,
      request: personRequest(),
    });
    expect(made).toEqual({ ok: true, value: { email } });
    await ctx.settled();

    const early = await signIn(ctx, { email, password, request: personRequest() });
    expect(early).toMatchObject({ ok: false, refusal: { code: "email_unverified" } });

    const mail = await mailTo(email);
    expect(mail?.subject).toBe("Confirm your e-mail address");
    expect(mail?.text).toContain(mail?.link);
    const opened = await open(mail!.link!);
    expect(opened.status).toBe(302);
    expect(opened.headers.get("location")).toBe("/dashboard");

    const request = personRequest(opened.headers.getSetCookie());
    const both = await Promise.all([readSession(env, request), readSession(env, request)]);
    expect(both[0]?.user).toMatchObject({ name: "Ana Lúcia", email, emailVerified: true });
    expect(both[0]?.tenant).toMatchObject({ name: "Ana Lúcia", role: "owner" });
    expect(both[0]?.tenant.id).toMatch(/^[a-z0-9]{16}$/);
    expect(both[0]?.tenant.slug).toMatch(/^ana-lucia-[a-z0-9]{4}$/);
    expect(both[1]?.tenant).toEqual(both[0]?.tenant);
    const owned = await db.select().from(membership).where(eq(membership.userId, both[0]!.user.id));
    expect(owned).toHaveLength(1);
    const [stored] = await db.select().from(tenant).where(eq(tenant.id, both[0]!.tenant.id));
    expect(stored).toMatchObject({ plan: "free", status: "active", timezone: "UTC" });
    expect(Math.abs(stored!.periodAnchor - Date.now())).toBeLessThan(60_000);
  });

  test("gets the mail in the language of the browser", async () => {
    const ctx = accountCtx();
    const request = personRequest();
    request.headers.set("accept-language", "pt,en;q=0.5");
    await signUp(ctx, { name: "<b>Rui</b>", email: "rui@example.com", password, request });
    await ctx.settled();
    const mail = await mailTo("rui@example.com");
    expect(mail?.subject).toBe("Confirme seu endereço de e-mail");
    expect(mail?.html).toContain("&lt;b&gt;Rui&lt;/b&gt;");
  });

  test.each([
    [{ name: " " }, "name"],
    [{ email: "nobody" }, "email"],
    [{ password: "short" }, "password"],
  ])("is told which field is wrong: %j", async (wrong, field) => {
    const input = { name: "Ana", email: "ana@example.org", password, request: personRequest(), ...wrong };
    expect(await signUp(accountCtx(), input)).toMatchObject({ ok: false, refusal: { code: "invalid_input", field } });
  });
});

describe("an address in use", () => {
  test("learns nothing; its owner gets a mail", async () => {
    const owner = await confirmed("owner@example.com");
    const ctx = accountCtx();
    const again = await signUp(ctx, {
      name: "Eve",
      email: owner,
      password: "another password",
      request: personRequest(),
    });
    expect(again).toEqual({ ok: true, value: { email: owner } });
    await ctx.settled();
    expect((await mailTo(owner))?.subject).toBe("You already have a Zapin account");
    expect(await signIn(ctx, { email: owner, password: "another password", request: personRequest() })).toMatchObject({
      refusal: { code: "unauthenticated" },
    });
    expect(await signIn(ctx, { email: owner, password, request: personRequest() })).toMatchObject({ ok: true });
  });

  test("that nobody confirmed belongs to whoever signs up last, and older links die", async () => {
    const ctx = accountCtx();
    const email = "claimed@example.com";
    await signUp(ctx, { name: "Eve", email, password: "password of eve", request: personRequest() });
    await ctx.settled();
    const stale = (await mailTo(email))!.link!;
    await signUp(ctx, { name: "Owner", email, password, request: personRequest() });
    await ctx.settled();
    expect(await db.select().from(user).where(eq(user.email, email))).toMatchObject([{ name: "Owner" }]);
    expect((await open(stale)).headers.get("location")).toBe("/verify-email?error=invalid");
    expect((await open((await mailTo(email))!.link!)).headers.get("location")).toBe("/dashboard");
    expect(await signIn(ctx, { email, password: "password of eve", request: personRequest() })).toMatchObject({
      ok: false,
    });
    expect(await signIn(ctx, { email, password, request: personRequest() })).toMatchObject({ ok: true });
  });
});

test("the door serves what the console uses and nothing else of better-auth", async () => {
  for (const path of ["/organization/create", "/update-user", "/delete-user", "/error"]) {
    const answer = await authDoor(
      new Request(`${env.PUBLIC_URL}/api/auth${path}`, { method: "POST", body: "{}" }),
      env,
      accountCtx(),
    );
    expect(answer.status, path).toBe(404);
  }
});
