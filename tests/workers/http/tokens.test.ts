import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from "jose";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  call,
  givenContext,
  givenInstance,
  givenOpenInstance,
  givenTenant,
  type GivenTenant,
} from "#tests/support/given";
import { confirmed, signedIn } from "#tests/support/people";
import { membership, user } from "#workers/db/schema";
import type { Role } from "#workers/domain/actor";
import { recognizeToken } from "#workers/services/tokens/recognize";
import { issueToken } from "#workers/services/tokens/issue";
import { tokenKey } from "#workers/services/tokens/signing";

/** A member of the tenant, and a token of theirs. */
async function givenMember(given: GivenTenant, role: Role): Promise<{ userId: string; token: string }> {
  const userId = crypto.randomUUID();
  await given.ctx.db
    .insert(user)
    .values({ id: userId, name: "Ana", email: `${userId}@x.example`, updatedAt: new Date() });
  await given.ctx.db.insert(membership).values({ id: userId, tenantId: given.tenantId, userId, role });
  await given.ctx.hub(given.tenantId).refresh("plan");
  const issued = await issueToken(given.ctx.as({ kind: "user", userId, tenantId: given.tenantId, role }));
  if (!issued.ok) throw new Error(issued.refusal.message);
  return { userId, token: issued.value.token };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const usageWith = async (token: string) => (await call("GET", "/api/usage", { headers: bearer(token) })).status;
const sendWith = async (token: string) =>
  (
    await call("POST", "/v1/message/sendText/shop", {
      headers: bearer(token),
      body: { number: "5511988887777", text: "hi" },
    })
  ).status;

test("a signed-in person gets a token that opens both APIs in that person's name", async () => {
  const email = await confirmed("token@example.com");
  const cookie = (await signedIn(email)).map((line) => line.split(";")[0]).join("; ");
  for (const method of ["GET", "POST"]) {
    const answer = await call(method, "/api/auth/token", { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const issued = (await answer.json()) as { token: string; tokenType: string; expiresAt: number; role: string };
    expect(issued).toMatchObject({ tokenType: "Bearer", role: "owner" });
    expect(issued.expiresAt - Date.now()).toBeLessThanOrEqual(300_000);
    expect(await usageWith(issued.token)).toBe(200);
    const list = await call("GET", "/v1/instance/fetchInstances", { headers: bearer(issued.token) });
    expect(await list.json()).toEqual([]);
  }
});

test("without a session there is no token, and a key makes none", async () => {
  const given = await givenTenant();
  expect((await call("GET", "/api/auth/token")).status).toBe(401);
  expect((await given.call("POST", "/api/auth/token")).status).toBe(401);
  const asKey = given.ctx.as({ kind: "key", keyId: "key_a", tenantId: given.tenantId, instanceId: null });
  expect((await issueToken(asKey)).ok).toBe(false);
});

test("a role says what a token may: who looks, who sends, who administers", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const [viewer, member, admin] = [
    await givenMember(given, "viewer"),
    await givenMember(given, "member"),
    await givenMember(given, "admin"),
  ];
  expect(await usageWith(viewer.token)).toBe(200);
  expect(await sendWith(viewer.token)).toBe(403);
  expect(await sendWith(member.token)).toBe(201);
  const made = (token: string) => call("POST", "/api/keys", { headers: bearer(token), body: { name: "x" } });
  expect((await made(member.token)).status).toBe(403);
  expect((await made(admin.token)).status).toBe(201);
  const create = async (token: string, instanceName: string) => {
    const body = { instanceName, integration: "SANDBOX" };
    return (await call("POST", "/v1/instance/create", { headers: bearer(token), body })).status;
  };
  expect(await create(viewer.token, "second")).toBe(403);
  expect(await create(member.token, "second")).toBe(403);
  expect(await create(admin.token, "second")).toBe(201);
  expect((await call("DELETE", "/v1/instance/delete/shop", { headers: bearer(viewer.token) })).status).toBe(403);
});

test("whoever may only look is not shown the instances' keys", async () => {
  const given = await givenTenant();
  const { hash } = await givenInstance(given);
  const tokensFor = async (role: Role) => {
    const { token } = await givenMember(given, role);
    const answer = await call("GET", "/v1/instance/fetchInstances", { headers: bearer(token) });
    return ((await answer.json()) as { token: string }[]).map((row) => row.token);
  };
  expect(await tokensFor("viewer")).toEqual([""]);
  expect(await tokensFor("member")).toEqual([hash]);
});

test("a membership that ends, and a role that is narrowed, hold from the next request on", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const { userId, token } = await givenMember(given, "admin");
  expect(await sendWith(token)).toBe(201);
  const mine = and(eq(membership.userId, userId), eq(membership.tenantId, given.tenantId));
  await given.ctx.db.update(membership).set({ role: "viewer" }).where(mine);
  await given.ctx.hub(given.tenantId).refresh("plan");
  expect(await sendWith(token)).toBe(403);
  await given.ctx.db.delete(membership).where(mine);
  await given.ctx.hub(given.tenantId).refresh("plan");
  expect(await sendWith(token)).toBe(401);
  expect(await usageWith(token)).toBe(401);
});

test("a token opens its own tenant only, whatever it says", async () => {
  const [given, other] = [await givenTenant(), await givenTenant()];
  await givenInstance(other, "theirs");
  const { userId, token } = await givenMember(given, "owner");
  const answer = await call("GET", "/v1/instance/connectionState/theirs", { headers: bearer(token) });
  expect(answer.status).toBe(404);
  // Signed by us for a tenant to which the person does not belong.
  const forged = await issueToken(given.ctx.as({ kind: "user", userId, tenantId: other.tenantId, role: "owner" }));
  expect(await usageWith(forged.ok ? forged.value.token : "")).toBe(401);
});

test("expired, foreign, altered and wrongly signed tokens open nothing", async () => {
  const given = await givenTenant();
  const { userId, token } = await givenMember(given, "owner");
  const secret = await tokenKey(given.ctx);
  const now = Math.floor(Date.now() / 1000);
  const make = (change: { issuer?: string; audience?: string; exp?: number; role?: string; tenant?: string } = {}) =>
    new SignJWT({ tenant: change.tenant ?? given.tenantId, role: change.role ?? "owner" })
      .setSubject(userId)
      .setIssuer(change.issuer ?? "http://localhost:8787")
      .setAudience(change.audience ?? "zapin-api")
      .setIssuedAt(now)
      .setExpirationTime(change.exp ?? now + 60);
  const hs = { alg: "HS256" };
  expect(await usageWith(await make().setProtectedHeader(hs).sign(secret))).toBe(200);

  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const [head, body, signature] = token.split(".") as [string, string, string];
  const widened = btoa(JSON.stringify({ ...JSON.parse(atob(body)), role: "owner", tenant: "0123456789abcdef" }));
  const none = new UnsecuredJWT({ tenant: given.tenantId, role: "owner" })
    .setSubject(userId)
    .setIssuer("http://localhost:8787")
    .setAudience("zapin-api")
    .setExpirationTime(now + 60)
    .encode();
  const bad: Record<string, string> = {
    expired: await make({ exp: now - 1 })
      .setProtectedHeader(hs)
      .sign(secret),
    "of another issuer": await make({ issuer: "https://evil.example" }).setProtectedHeader(hs).sign(secret),
    "for another audience": await make({ audience: "mail" }).setProtectedHeader(hs).sign(secret),
    "of no role": await make({ role: "emperor" }).setProtectedHeader(hs).sign(secret),
    "of no tenant": await make({ tenant: "../x" }).setProtectedHeader(hs).sign(secret),
    "signed with a guess": await make()
      .setProtectedHeader(hs)
      .sign(new TextEncoder().encode("guess".repeat(8))),
    "with another HMAC": await make()
      .setProtectedHeader({ alg: "HS512" })
      .sign(new Uint8Array([...secret, ...secret])),
    "with RS256": await make()
      .setProtectedHeader({ alg: "RS256", jwk } as never)
      .sign(privateKey),
    unsigned: none,
    "with its signature cut off": `${head}.${body}.`,
    altered: `${head}.${widened.replaceAll("=", "")}.${signature}`,
    "of three dots": "eyJ...",
    huge: `${head}.${"a".repeat(100_000)}.${signature}`,
  };
  for (const [what, text] of Object.entries(bad)) expect(await usageWith(text), what).toBe(401);
  // In the header of keys a token is no key.
  expect((await call("GET", "/api/usage", { headers: { apikey: token } })).status).toBe(401);
});

test("a token without an end is none", async () => {
  const ctx = givenContext();
  const token = await new SignJWT({ tenant: "0123456789abcdef", role: "owner" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("u")
    .setIssuer(ctx.settings.publicUrl)
    .setAudience("zapin-api")
    .sign(await tokenKey(ctx));
  expect(await recognizeToken(ctx, token)).toBeNull();
});

test("calls with a token are counted like those with a key", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const { token } = await givenMember(given, "member");
  const before = (await given.ctx.hub(given.tenantId).usage())!.meters;
  expect(await sendWith(token)).toBe(201);
  const after = (await given.ctx.hub(given.tenantId).usage())!.meters;
  expect(after.messages.used).toBe(before.messages.used + 1);
  expect(after.requestsPerDay.used).toBe(before.requestsPerDay.used + 1);
});
