import { expect, test, vi } from "vitest";
import { givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import type { IssuedKey, PublicKey } from "#workers/domain/key";

const state = (given: GivenTenant, key: string, headers: Record<string, string> = {}) =>
  given.call("GET", "/v1/instance/connectionState/shop", { key, headers });

async function given(): Promise<GivenTenant> {
  const tenant = await givenTenant();
  await givenInstance(tenant);
  return tenant;
}

test("a key may do what its scopes say and nothing else, on /v1 and /api", async () => {
  const tenant = await given();
  const { key } = await tenant.issue({ scopes: ["instances:read", "usage:read"] });
  expect((await state(tenant, key)).status).toBe(200);
  expect((await tenant.call("GET", "/api/usage", { key })).status).toBe(200);
  for (const [method, path] of [
    ["POST", "/v1/message/sendText/shop"],
    ["POST", "/v1/instance/create"],
    ["DELETE", "/v1/instance/delete/shop"],
    ["POST", "/v1/webhook/set/shop"],
    ["GET", "/api/keys"],
    ["POST", "/api/keys"],
    ["GET", "/api/events"],
    ["GET", "/api/instances/shop/webhook/secret"],
  ] as const) {
    const answer = await tenant.call(method, path, { key, body: method === "GET" ? undefined : {} });
    expect(answer.status, path).toBe(403);
    expect(await answer.text()).toContain("it lacks the scope");
  }
});

test("a narrowed key is narrow on its next request", async () => {
  const tenant = await given();
  const { id, key } = await tenant.issue();
  expect((await state(tenant, key)).status).toBe(200);
  const changed = await tenant.call("PATCH", `/api/keys/${id}`, {
    body: { scopes: ["messages:send"], name: "sender" },
  });
  expect(await changed.json()).toMatchObject({ name: "sender", scopes: ["messages:send"] });
  expect((await state(tenant, key)).status).toBe(403);
  await tenant.call("PATCH", `/api/keys/${id}`, { body: { scopes: null } });
  expect((await state(tenant, key)).status).toBe(200);
});

test("an expired key is refused at the moment of its expiry", async () => {
  const tenant = await given();
  const { key } = await tenant.issue({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
  expect((await state(tenant, key)).status).toBe(200);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  expect((await state(tenant, key)).status).toBe(401);
  vi.useRealTimers();
});

test("a key for some networks is refused from all others", async () => {
  const tenant = await given();
  const { key } = await tenant.issue({ networks: ["203.0.113.0/24", "2001:db8::1"] });
  for (const address of ["203.0.113.9", "2001:db8::1", "::ffff:203.0.113.9"]) {
    expect((await state(tenant, key, { "cf-connecting-ip": address })).status, address).toBe(200);
  }
  for (const address of ["203.0.114.1", "2001:db8::2", "nonsense"]) {
    expect((await state(tenant, key, { "cf-connecting-ip": address })).status, address).toBe(403);
  }
  expect((await state(tenant, key)).status).toBe(403);
});

test("a rotation without grace ends the old secret at once; with grace both work; counts stay", async () => {
  const tenant = await given();
  const first = await tenant.issue({ limits: { messages: 3 } });
  const rotate = async (grace: string): Promise<IssuedKey> =>
    (await (await tenant.call("POST", `/api/keys/${first.id}/rotate`, { body: { grace } })).json()) as IssuedKey;

  const second = await rotate("1h");
  expect(second.previousUntil).toBeGreaterThan(Date.now());
  expect((await state(tenant, first.key)).status).toBe(200);
  expect((await state(tenant, second.key)).status).toBe(200);

  const third = await rotate("now");
  expect((await state(tenant, first.key)).status).toBe(401);
  expect((await state(tenant, second.key)).status).toBe(401);
  expect((await state(tenant, third.key)).status).toBe(200);
  expect(third).toMatchObject({ id: first.id, limits: { messages: 3 }, previousUntil: null });
});

test("the grace of a rotation ends", async () => {
  const tenant = await given();
  const { id, key } = await tenant.issue();
  await tenant.call("POST", `/api/keys/${id}/rotate`, { body: { grace: "1h" } });
  expect((await state(tenant, key)).status).toBe(200);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_601_000 });
  expect((await state(tenant, key)).status).toBe(401);
  vi.useRealTimers();
});

test("a key's own limit of requests holds for that key alone", async () => {
  const tenant = await given();
  const { key } = await tenant.issue({ limits: { requests: 2 } });
  const statuses = [];
  for (let at = 0; at < 4; at++) statuses.push((await state(tenant, key)).status);
  // The minute may turn once on the way.
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1);
  expect((await state(tenant, tenant.key)).status).toBe(200);
});

test("a restricted key makes no keys and changes none, also not itself", async () => {
  const tenant = await given();
  const { id, key } = await tenant.issue({ scopes: ["keys:read", "keys:write"] });
  expect((await tenant.call("GET", "/api/keys", { key })).status).toBe(200);
  expect((await tenant.call("POST", "/api/keys", { key, body: { name: "wide" } })).status).toBe(403);
  expect((await tenant.call("PATCH", `/api/keys/${id}`, { key, body: { scopes: null } })).status).toBe(403);
  const others = ((await (await tenant.call("GET", "/api/keys")).json()) as { keys: PublicKey[] }).keys;
  for (const other of others) {
    expect((await tenant.call("POST", `/api/keys/${other.id}/rotate`, { key, body: {} })).status).toBe(403);
  }
});

test.each([
  [{ scopes: [] }, "scopes"],
  [{ scopes: ["everything"] }, "scopes.0"],
  [{ networks: ["10.0.0.0/99"] }, "networks.0"],
  [{ networks: ["host"] }, "networks.0"],
  [{ expiresAt: "tomorrow" }, "expiresAt"],
  [{ expiresAt: "2001-01-01T00:00:00Z" }, "expiresAt"],
  [{ limits: { requests: -1 } }, "limits.requests"],
])("%j is refused with the field at fault", async (body, field) => {
  const tenant = await givenTenant();
  const { id } = await tenant.issue();
  const made = await tenant.call("POST", "/api/keys", { body: { name: "x", ...body } });
  expect(made.status).toBe(400);
  expect(await made.json()).toMatchObject({ field });
  expect((await tenant.call("PATCH", `/api/keys/${id}`, { body })).status).toBe(400);
});

test("another tenant's key cannot be changed or rotated, nor can an instance's or a revoked one", async () => {
  const [one, two] = [await given(), await givenTenant()];
  const { id } = await one.issue();
  expect((await two.call("PATCH", `/api/keys/${id}`, { body: { name: "mine" } })).status).toBe(404);
  expect((await two.call("POST", `/api/keys/${id}/rotate`, { body: {} })).status).toBe(404);
  await one.call("DELETE", `/api/keys/${id}`);
  expect((await one.call("PATCH", `/api/keys/${id}`, { body: { name: "again" } })).status).toBe(404);
  expect((await one.call("POST", `/api/keys/${id}/rotate`, { body: {} })).status).toBe(404);
});
