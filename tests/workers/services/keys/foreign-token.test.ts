import { expect, test, vi } from "vitest";
import { call, givenInstance, givenOpenInstance, givenTenant } from "#tests/support/given";
import { isSafeToken } from "#workers/domain/token";
import { adoptToken, findForeignToken } from "#workers/services/keys/foreign-token";
import { getInstance } from "#workers/services/instances/get";

const token = () => crypto.randomUUID().toUpperCase();

async function givenAdopted() {
  const given = await givenTenant();
  const name = await givenOpenInstance(given);
  const found = await getInstance(given.ctx, { name });
  if (!found.ok) throw new Error("no instance");
  const text = token();
  const adoption = { tenantId: given.tenantId, instanceId: found.value.id, token: text };
  expect(await adoptToken(given.ctx, adoption)).toMatchObject({ ok: true });
  await given.ctx.hub(given.tenantId).refresh("keys");
  return { given, text, adoption };
}

test("a token that was brought along is a key of its instance alone", async () => {
  const { given, text } = await givenAdopted();
  await given.call("POST", "/v1/instance/create", { body: { instanceName: "second", integration: "SANDBOX" } });
  const body = { number: "5511988887777", text: "hi" };
  expect((await call("POST", "/v1/message/sendText/shop", { key: text, body })).status).toBe(201);
  expect((await call("POST", "/v1/message/sendText/second", { key: text, body })).status).toBe(401);
  expect((await call("POST", "/v1/instance/create", { key: text, body: { instanceName: "x" } })).status).toBe(403);
  expect((await call("GET", "/api/keys", { key: text })).status).toBe(403);
});

test("it ends with its instance, on the next request", async () => {
  const { given, text } = await givenAdopted();
  expect((await call("GET", "/v1/instance/connectionState/shop", { key: text })).status).toBe(200);
  await given.call("DELETE", "/v1/instance/delete/shop");
  expect((await call("GET", "/v1/instance/connectionState/shop", { key: text })).status).toBe(401);
});

test("one token opens one instance: a second claim is refused until the first has ended", async () => {
  const { given, adoption } = await givenAdopted();
  const other = await givenTenant();
  await givenInstance(other);
  const found = await getInstance(other.ctx, { name: "shop" });
  const claim = { tenantId: other.tenantId, instanceId: found.ok ? found.value.id : "", token: adoption.token };
  expect(await adoptToken(other.ctx, claim)).toMatchObject({ ok: false, refusal: { code: "conflict" } });
  await given.call("DELETE", "/v1/instance/delete/shop");
  expect(await adoptToken(other.ctx, claim)).toMatchObject({ ok: true });
});

test("a stranger's text is looked up once, and nothing of our own form ever is", async () => {
  const { ctx } = await givenTenant();
  const select = vi.spyOn(ctx.db, "select");
  const guess = token();
  for (let at = 0; at < 5; at++) expect(await findForeignToken(ctx, guess)).toBeNull();
  expect(select).toHaveBeenCalledTimes(1);
  expect(await findForeignToken(ctx, `zpn_live_${"a".repeat(16)}_${"B".repeat(32)}_0123456789`)).toBeNull();
  expect(await findForeignToken(ctx, "short")).toBeNull();
  expect(select).toHaveBeenCalledTimes(1);
});

test("tokens that anybody would try are not safe", () => {
  for (const weak of [
    "secret",
    "a".repeat(40),
    "1234567890".repeat(3),
    "abcdefghijklmnopqrstuvwxyz",
    "changeme".repeat(4),
    "my token with blanks 0123456789",
  ]) {
    expect(isSafeToken(weak), weak).toBe(false);
  }
  for (let at = 0; at < 200; at++) expect(isSafeToken(token())).toBe(true);
  expect(isSafeToken("429683C4C977415CAAFCCE10F7D57E11")).toBe(true);
});
