import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { hubStub } from "#workers/tenant/stub";

const body = { number: "5511988887777", text: "once" };
const send = (given: GivenTenant, key: string, more: object = {}, apiKey = given.key) =>
  given.call("POST", "/v1/message/sendText/shop", {
    key: apiKey,
    headers: { "idempotency-key": key },
    body: { ...body, ...more },
  });
const used = async (given: GivenTenant) => (await given.ctx.hub(given.tenantId).usage())!.meters.messages.used;

test("a repetition gets the first answer, byte for byte, and is charged once, also across a restart", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const first = await send(given, "a-1");
  expect(first.status).toBe(201);
  expect(first.headers.has("idempotent-replayed")).toBe(false);
  const text = await first.text();
  await evictDurableObject(hubStub(env, given.tenantId));
  const again = await send(given, "a-1");
  expect(again.status).toBe(201);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(await again.text()).toBe(text);
  expect(await used(given)).toBe(1);
});

test("of many repetitions at once one is sent, and the others are told to wait or get its answer", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const statuses = (await Promise.all(Array.from({ length: 10 }, () => send(given, "b-1")))).map(
    ({ status }) => status,
  );
  expect(statuses).toContain(201);
  expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
  expect(await used(given)).toBe(1);
});

test("the same key with another body, path or query is a mistake, and nothing is sent", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  await send(given, "c-1");
  const other = await send(given, "c-1", { text: "twice" });
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: "idempotency_mismatch" });
  expect(await used(given)).toBe(1);
});

test("two API keys never meet each other's answers", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const { key } = await given.issue();
  const first = await (await send(given, "d-1")).text();
  const second = await send(given, "d-1", {}, key);
  expect(second.headers.has("idempotent-replayed")).toBe(false);
  expect(await second.text()).not.toBe(first);
  expect(await used(given)).toBe(2);
});

test("what was not carried out may be tried again under the same key", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  expect((await send(given, "e-1")).status).toBe(500);
  await given.call("GET", "/v1/instance/connect/shop");
  await given.call("POST", "/api/sandbox/phones/shop/scan");
  expect((await send(given, "e-1")).status).toBe(201);
});

test("a key of the account is made once, and its secret is not readable at rest", async () => {
  const given = await givenTenant();
  const make = () => given.call("POST", "/api/keys", { headers: { "idempotency-key": "f-1" }, body: { name: "once" } });
  const first = (await (await make()).json()) as { id: string; key: string };
  const again = await make();
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(await again.json()).toEqual(first);
  const { keys } = (await (await given.call("GET", "/api/keys")).json()) as { keys: { name: string }[] };
  expect(keys.filter(({ name }) => name === "once")).toHaveLength(1);
});

test.each(["", "x".repeat(256), "x".repeat(10_240), "with space", "ключ"])(
  "the key %# is refused in words",
  async (key) => {
    const given = await givenTenant();
    await givenOpenInstance(given);
    const encoded = /^[\x20-\x7e]*$/.test(key) ? key : "\xfc\xfd";
    expect((await send(given, encoded)).status).toBe(400);
    expect(await used(given)).toBe(0);
  },
);
