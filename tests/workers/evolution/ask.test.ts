import { expect, test } from "vitest";
import { givenInstance, givenTenant } from "#tests/support/given";

const proxy = (host: unknown, port: unknown = "8080") => ({ enabled: true, host, port, protocol: "http" });

test.each([
  "10.0.0.1",
  "169.254.169.254",
  "[::1]",
  "::1",
  "2130706433",
  "redis",
  "metadata.google.internal",
  "a/b",
  "x@10.0.0.1",
])("a proxy at %s is refused before upstream could connect to it", async (host) => {
  const given = await givenTenant();
  await givenInstance(given);
  const answer = await given.call("POST", "/v1/proxy/set/shop", { body: proxy(host) });
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/^The proxy's host must/);
});

test("what upstream's schema refuses is left to upstream", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const answer = await given.call("POST", "/v1/proxy/set/shop", { body: proxy("proxy.example.com", 80) });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ response: { message: [["port is not of a type(s) string"]] } });
});

test("a public proxy goes on, and is found again", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  expect((await given.call("POST", "/v1/proxy/set/shop", { body: proxy("proxy.example.com") })).status).toBe(201);
  expect(await (await given.call("GET", "/v1/proxy/find/shop")).json()).toMatchObject({ host: "proxy.example.com" });
});
