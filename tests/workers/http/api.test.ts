import { expect, test } from "vitest";
import { call, givenInstance, givenTenant } from "#tests/support/given";

test("a key is shown once, and never again", async () => {
  const given = await givenTenant();
  const made = await given.call("POST", "/api/keys", { body: { name: "n8n", limits: { messages: 5 } } });
  expect(made.status).toBe(201);
  const { id, key } = (await made.json()) as { id: string; key: string };
  expect(key).toMatch(/^zpn_live_[a-z0-9]{16}_[A-Za-z0-9]{32}_[0-9a-f]{10}$/);
  const list = await (await given.call("GET", "/api/keys")).text();
  expect(list).toContain(id);
  expect(list).not.toContain(key.split("_")[3]);
  expect(JSON.parse(list).keys.find((one: { id: string }) => one.id === id)).toMatchObject({
    name: "n8n",
    kind: "tenant",
    instance: null,
    limits: { messages: 5 },
    usage: { messages: 0 },
    revokedAt: null,
  });
});

test.each([
  [{}, "name"],
  [{ name: "" }, "name"],
  [{ name: 1 }, "name"],
  [{ name: "x".repeat(81) }, "name"],
  [{ name: "x", limits: { messages: -1 } }, "limits.messages"],
  [{ name: "x", limits: { messages: 1.5 } }, "limits.messages"],
  [{ name: "x", limits: { messages: "5" } }, "limits.messages"],
  [{ name: "x", limits: { mesages: 5 } }, "limits"],
])("%j is refused with the field at fault", async (body, field) => {
  const given = await givenTenant();
  const answer = await given.call("POST", "/api/keys", { body });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({
    status: 400,
    code: "invalid_input",
    field,
    requestId: expect.stringMatching(/^req_/),
  });
});

test("a body that is no object, no JSON or too large is refused in words", async () => {
  const given = await givenTenant();
  const headers = { "content-type": "application/json" };
  for (const body of ["{", "[]", "1"])
    expect((await given.call("POST", "/api/keys", { headers, body })).status).toBe(400);
  const large = JSON.stringify({ name: "x".repeat(70_000) });
  expect((await given.call("POST", "/api/keys", { headers, body: large })).status).toBe(413);
});

test("without a key or session everything is 401, with an instance's key 403", async () => {
  const given = await givenTenant();
  const { hash } = await givenInstance(given);
  for (const path of ["/api/keys", "/api/usage", "/api/events", "/api/instances", "/api/nothing"]) {
    expect((await call("GET", path)).status).toBe(401);
    expect((await call("GET", path, { key: hash })).status).toBe(403);
  }
  expect((await given.call("GET", "/api/nothing")).status).toBe(404);
});

test("a Bearer token opens as the apikey header does", async () => {
  const given = await givenTenant();
  const headers = { authorization: `Bearer ${given.key}` };
  expect((await call("GET", "/api/usage", { headers })).status).toBe(200);
});

test("the limit of requests that was met is told: which, until when, and where it is raised", async () => {
  const given = await givenTenant({ plan: "free" });
  const answers = await Promise.all(Array.from({ length: 100 }, () => given.call("GET", "/api/usage")));
  const refused = answers.filter((answer) => answer.status === 429);
  // Two minutes at most are met on the way, and 60 pass in each; or a slow machine spreads them over its seconds.
  expect(refused.length).toBeGreaterThan(0);
  const [first] = refused;
  expect(Number(first!.headers.get("retry-after"))).toBeGreaterThan(0);
  const body = (await first!.json()) as { code: string; detail: string; limit: { name: string; raise: string } };
  expect(body.code).toBe("rate_limited");
  expect(["requests_second", "requests"]).toContain(body.limit.name);
  expect(body.limit).toMatchObject({ remaining: 0, raise: "http://localhost:8787/docs/guides/limits#raise" });
  expect(body.detail).toMatch(/It opens again at \d{4}-.*Z\. Raise it at http:/);
  expect(answers[0]!.headers.get("ratelimit-policy")).toBe(
    '"requests_second";q=10;w=1, "requests";q=60;w=60, "requests_day";q=5000;w=86400, "messages";q=500;w=2592000',
  );
});

test("what a sandbox phone cannot do is said, not failed", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  expect((await given.call("POST", "/api/sandbox/phones/shop/scan")).status).toBe(409);
  expect((await given.call("POST", "/api/sandbox/phones/shop/receive", { body: { text: "x" } })).status).toBe(409);
  expect((await given.call("POST", "/api/sandbox/phones/shop/receive", { body: {} })).status).toBe(400);
  expect((await given.call("POST", "/api/sandbox/phones/none/drop")).status).toBe(404);
});
