import { afterEach, expect, test, vi } from "vitest";
import { Webhook } from "standardwebhooks";
import { call, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import type { Role } from "#workers/domain/actor";
import { readWebhook } from "#workers/services/webhooks/read";

const url = "https://receiver.example/hook";

afterEach(() => vi.restoreAllMocks());

/** Catches what goes to the receiver; answers with the given statuses in turn, then 200. */
function givenReceiver(...statuses: number[]) {
  const got: { url: string; headers: Headers; body: string }[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit);
    got.push({ url: request.url, headers: request.headers as Headers, body: await request.text() });
    return new Response("ok", { status: statuses.shift() ?? 200 });
  });
  return got;
}

async function event(
  given: GivenTenant,
  type = "messages.upsert",
  data: object = { message: { conversation: "hello" } },
) {
  const token = await given.ctx.secrets.hookToken("sandbox", `${given.tenantId}--shop`);
  const body = {
    event: type,
    instance: `${given.tenantId}--shop`,
    data,
    date_time: new Date().toISOString(),
    server_url: "x",
    apikey: null,
  };
  await call("POST", `/hooks/evolution/sandbox/${token}`, { body });
}

const set = (given: GivenTenant, webhook: object) => given.call("POST", "/v1/webhook/set/shop", { body: { webhook } });

test("an event reaches the webhook in Evolution's own body, signed as Standard Webhooks wants it", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const got = givenReceiver();
  const answer = await set(given, {
    enabled: true,
    url,
    headers: { "x-own": "1", jwt_key: "sekret" },
    events: ["MESSAGES_UPSERT"],
  });
  expect(answer.status).toBe(201);
  await event(given);
  await vi.waitFor(() => expect(got).toHaveLength(1), { timeout: 15_000 });
  const [{ headers, body }] = got as [(typeof got)[0]];
  expect(Object.keys(JSON.parse(body) as object)).toEqual([
    "event",
    "instance",
    "data",
    "destination",
    "date_time",
    "server_url",
    "apikey",
  ]);
  expect(JSON.parse(body)).toMatchObject({ event: "messages.upsert", instance: "shop", destination: url });
  expect(headers.get("x-own")).toBe("1");
  expect(headers.has("jwt_key")).toBe(false);
  expect(headers.get("authorization")).toMatch(/^Bearer eyJ/);

  const secret = await secretOf(given);
  const signed = Object.fromEntries(
    ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, headers.get(name)!]),
  );
  expect(new Webhook(secret).verify(body, signed)).toMatchObject({ event: "messages.upsert" });
});

test("byEvents adds the event to the address, and events that were not asked for stay away", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const got = givenReceiver();
  await set(given, { enabled: true, url, byEvents: true, events: ["CALL"] });
  await event(given);
  await event(given, "call", { id: "1" });
  await vi.waitFor(() => expect(got.map((one) => one.url)).toEqual([`${url}/call`]), { timeout: 15_000 });
});

test("a receiver that fails is tried again with the same id", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const got = givenReceiver(500);
  await set(given, { enabled: true, url, events: ["CALL"] });
  await event(given, "call", { id: "1" });
  await vi.waitFor(() => expect(got).toHaveLength(2), { timeout: 20_000 });
  expect(got[1]!.headers.get("webhook-id")).toBe(got[0]!.headers.get("webhook-id"));
  expect(got[1]!.body).toBe(got[0]!.body);
}, 30_000);

test("find answers what set kept; headers left out stay; nothing set is null", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  expect(await (await given.call("GET", "/v1/webhook/find/shop")).json()).toBeNull();
  await set(given, { enabled: true, url, headers: { "x-own": "1" }, events: [] });
  await set(given, { enabled: true, url: `${url}2`, byEvents: true, events: ["CALL"] });
  expect(await (await given.call("GET", "/v1/webhook/find/shop")).json()).toMatchObject({
    url: `${url}2`,
    headers: { "x-own": "1" },
    enabled: true,
    events: ["CALL"],
    webhookByEvents: true,
    webhookBase64: false,
  });
});

test("what a webhook's headers hold is shown to whoever may set them, and to nobody who may only look", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  await set(given, { enabled: true, url, headers: { authorization: "Bearer sesame" }, events: [] });
  const keyWith = async (scopes: string[]) => {
    const answer = await given.call("POST", "/api/keys", { body: { name: "k", scopes } });
    return ((await answer.json()) as { key: string }).key;
  };
  const headersFor = async (key: string) => {
    const answer = await call("GET", "/v1/webhook/find/shop", { key });
    return ((await answer.json()) as { headers: unknown }).headers;
  };
  expect(await headersFor(given.key)).toEqual({ authorization: "Bearer sesame" });
  expect(await headersFor(await keyWith(["webhooks:read", "webhooks:write"]))).toEqual({
    authorization: "Bearer sesame",
  });
  expect(await headersFor(await keyWith(["webhooks:read"]))).toEqual({ authorization: "***" });

  const as = (role: Role) => given.ctx.as({ kind: "user", userId: "u", tenantId: given.tenantId, role });
  expect(await readWebhook(as("viewer"), { instance: "shop" })).toMatchObject({
    value: { headers: { authorization: "***" } },
  });
  expect(await readWebhook(as("member"), { instance: "shop" })).toMatchObject({
    value: { headers: { authorization: "Bearer sesame" } },
  });
});

test.each([
  ["http://10.0.0.1/x"],
  ["http://169.254.169.254/"],
  ["http://[::1]/"],
  ["http://localhost:8787/x"],
  ["http://2130706433/"],
  ["nonsense"],
])("a receiver at %s is refused with a reason", async (bad) => {
  const given = await givenTenant();
  await givenInstance(given);
  const answer = await set(given, { enabled: true, url: bad, events: [] });
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/^The webhook's url (must|is)/);
});

test.each([
  [{}, 400],
  [{ webhook: [] }, 400],
  [{ webhook: { enabled: true } }, 400],
  [{ webhook: { enabled: "yes", url } }, 400],
  [{ webhook: { enabled: true, url, events: ["NOPE"] } }, 400],
  [{ webhook: { enabled: true, url } }, 400],
  [{ webhook: { enabled: true, url, headers: { "bad\nname": "x" }, events: [] } }, 400],
  [{ webhook: { enabled: false, url: "vazio", events: [] } }, 201],
])("%j answers %i", async (body, status) => {
  const given = await givenTenant();
  await givenInstance(given);
  expect((await given.call("POST", "/v1/webhook/set/shop", { body })).status).toBe(status);
});

async function secretOf(given: GivenTenant): Promise<string> {
  const [row] = await given.ctx.db.query.endpoint.findMany({
    where: (table, { eq }) => eq(table.tenantId, given.tenantId),
  });
  return given.ctx.secrets.seal.open(row!.secret, `endpoint:${row!.id}`);
}
