import { expect, test } from "vitest";
import { givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";

const limit = (given: GivenTenant, body: unknown, name = "shop") =>
  given.call("PATCH", `/api/instances/${name}/limits`, { body });
const send = (given: GivenTenant, name = "shop", path = "sendText") =>
  given.call("POST", `/v1/message/${path}/${name}`, {
    body:
      path === "sendText"
        ? { number: "5511988887777", text: "hi" }
        : { number: "5511988887777", sticker: "https://example.com/a.webp" },
  });

test("an instance's budget holds for it alone, from the next request on, and says where it is raised", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given, "shop");
  await givenOpenInstance(given, "other");
  expect((await limit(given, { messages: 2 })).status).toBe(200);
  expect((await send(given)).status).toBe(201);
  expect((await send(given)).status).toBe(201);
  const refused = await send(given);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("ratelimit")).toContain('"instance_messages";r=0');
  expect(await refused.json()).toMatchObject({
    code: "quota_exceeded",
    limit: { name: "instance_messages", limit: 2, raise: "http://localhost:8787/instances/shop/settings" },
  });
  expect((await send(given, "other")).status).toBe(201);

  expect(await (await limit(given, { messages: 3 })).json()).toEqual({
    instance: "shop",
    limits: { messages: 3, requests: null },
    usage: { messages: 2 },
  });
  expect((await send(given)).status).toBe(201);
  expect((await limit(given, { messages: null })).status).toBe(200);
  expect((await send(given)).status).toBe(201);
});

test("media weighs two messages under every limit: with one left it waits, and a text still goes", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  await limit(given, { messages: 1 });
  const refused = await send(given, "shop", "sendSticker");
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    detail: expect.stringMatching(/of 1 has 1 left, and this call takes 2/),
    limit: { name: "instance_messages", remaining: 1 },
  });
  expect((await send(given)).status).toBe(201);
});

test("an instance's rate of requests holds for reads too", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  await limit(given, { requests: 0 });
  const refused = await given.call("GET", "/v1/instance/connectionState/shop");
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ code: "rate_limited", limit: { name: "instance_requests" } });
});

test("reads pass an instance whose budget was lowered under what it has sent", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  expect((await send(given)).status).toBe(201);
  expect((await send(given)).status).toBe(201);
  await limit(given, { messages: 1 });
  expect((await given.call("GET", "/v1/instance/connectionState/shop")).status).toBe(200);
  expect((await send(given)).status).toBe(429);
});

test.each([
  { messages: -1 },
  { messages: 1.5 },
  { messages: 1e12 },
  { requests: "many" },
  { speed: 3 },
  { messages: {} },
])("limits of %j are refused in words and change nothing", async (body) => {
  const given = await givenTenant();
  await givenInstance(given);
  await limit(given, { messages: 5 });
  const refused = await limit(given, body);
  expect(refused.status).toBe(400);
  expect(((await refused.json()) as { detail: string }).detail).toMatch(/must|nrecognized/);
  const kept = await given.call("GET", "/api/instances/shop/limits");
  expect(await kept.json()).toMatchObject({ limits: { messages: 5, requests: null } });
});

test("nobody limits another tenant's instance, and a bound or narrow key limits none", async () => {
  const [given, stranger] = [await givenTenant(), await givenTenant()];
  await givenInstance(given);
  expect((await limit(stranger, { messages: 0 })).status).toBe(404);
  const bound = await given.issue({ instance: "shop" });
  const narrow = await given.issue({ limits: { messages: 1 } });
  for (const { key } of [bound, narrow]) {
    const path = "/api/instances/shop/limits";
    expect((await given.call("PATCH", path, { key, body: { messages: null } })).status).toBe(403);
  }
});
