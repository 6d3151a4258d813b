import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeEvolution, givenEvolutions } from "#tests/support/fake-evolution";
import { call, givenContext, givenTenant } from "#tests/support/given";
import { createContext, type Ctx } from "#workers/context";
import { server as serverTable } from "#workers/db/schema";
import { checkServer } from "#workers/evolution/health";
import { forward } from "#workers/evolution/forward";
import { forgetServer } from "#workers/evolution/server";
import { createInstance } from "#workers/services/instances/create";
import { addServer } from "#workers/services/servers/add";
import { changeServer } from "#workers/services/servers/change";
import { listServers } from "#workers/services/servers/list";
import { removeServer } from "#workers/services/servers/remove";
import { watchServers } from "#workers/services/servers/watch";
import { isOperator } from "#workers/services/operators/recognize";

const operator = () => givenContext().as({ kind: "operator", userId: "u1" });

beforeEach(async () => {
  await givenContext().db.delete(serverTable);
});
afterEach(() => vi.restoreAllMocks());

async function givenServer(baseUrl: string, more: object = {}) {
  const fake = fakeEvolution(baseUrl);
  givenEvolutions(fake);
  const added = await addServer(operator(), {
    name: "One",
    baseUrl,
    globalKey: fake.globalKey,
    capacity: 10,
    weight: 1,
    ...more,
  });
  if (!added.ok) throw new Error(added.refusal.message);
  return { fake, id: added.value.id };
}

const viewOf = async (id: string) => {
  const listed = await listServers(operator());
  return listed.ok ? listed.value.find((view) => view.id === id) : undefined;
};

test("nobody but an operator gets near the servers, and an operator has no tenant", async () => {
  const { ctx } = await givenTenant();
  for (const answer of [
    await listServers(ctx),
    await addServer(ctx, {}),
    await changeServer(ctx, {}),
    await removeServer(ctx, { id: "x" }),
  ]) {
    expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  }
  expect(await createInstance(operator(), { instanceName: "a", integration: "SANDBOX" })).toMatchObject({ ok: false });
});

test("an operator is who the settings name, with a mailbox that answered", () => {
  const { settings } = givenContext();
  const ctx = { settings: { ...settings, development: false, operatorEmails: new Set(["ops@zapin.example"]) } };
  expect(isOperator(ctx, { email: "Ops@zapin.example", emailVerified: true })).toBe(true);
  expect(isOperator(ctx, { email: "ops@zapin.example", emailVerified: false })).toBe(false);
  expect(isOperator(ctx, { email: "demo@zapin.example", emailVerified: true })).toBe(false);
  const development = { settings: { ...ctx.settings, development: true } };
  expect(isOperator(development, { email: "demo@zapin.example", emailVerified: true })).toBe(true);
});

test("a server is tried before it is kept, and its key lies sealed", async () => {
  const fake = fakeEvolution("https://one.example/base");
  givenEvolutions(fake);
  const input = {
    name: "One",
    baseUrl: "https://one.example/base/manager",
    globalKey: "wrong",
    capacity: 10,
    weight: 1,
  };
  expect(await addServer(operator(), input)).toMatchObject({ ok: false, refusal: { field: "globalKey" } });
  const elsewhere = { ...input, baseUrl: "https://nobody.example" };
  expect(await addServer(operator(), elsewhere)).toMatchObject({ ok: false, refusal: { field: "baseUrl" } });
  for (const baseUrl of ["file:///etc/passwd", "nothing"]) {
    expect(await addServer(operator(), { ...input, baseUrl })).toMatchObject({ refusal: { field: "baseUrl" } });
  }
  const added = await addServer(operator(), { ...input, globalKey: fake.globalKey });
  expect(added).toMatchObject({ ok: true });
  const [row] = await givenContext().db.select().from(serverTable);
  expect(row!.baseUrl).toBe("https://one.example/base");
  expect(row!.globalKey).not.toContain(fake.globalKey);
  expect(await addServer(operator(), { ...input, globalKey: fake.globalKey })).toMatchObject({
    refusal: { code: "conflict" },
  });
  expect(fake.requests.map(({ path }) => path)).not.toContain("/");
});

test("new instances go where most room is, and calls follow them there", async () => {
  const one = fakeEvolution("https://one.example");
  const two = fakeEvolution("https://two.example");
  givenEvolutions(one, two);
  for (const [fake, capacity] of [
    [one, 2],
    [two, 3],
  ] as const) {
    const { baseUrl, globalKey } = fake;
    expect(await addServer(operator(), { name: baseUrl, baseUrl, globalKey, capacity, weight: 1 })).toMatchObject({
      ok: true,
    });
  }
  const given = await givenTenant();
  const create = (instanceName: string) => createInstance(given.ctx, { instanceName, integration: "WHATSAPP-BAILEYS" });
  for (const name of ["a", "b", "c", "d", "e"]) expect(await create(name)).toMatchObject({ ok: true });
  expect([one.instances.size, two.instances.size]).toEqual([2, 3]);
  expect(await create("f")).toMatchObject({ ok: false, refusal: { code: "upstream_unavailable" } });
  // The plan's place was given back: nothing keeps the name.
  expect(await createInstance(given.ctx, { instanceName: "f", integration: "SANDBOX" })).toMatchObject({ ok: true });
  const sent = await given.call("POST", "/v1/message/sendText/a", { body: { number: "5511988887777", text: "hi" } });
  expect(sent.status).toBe(201);
  expect([one, two].filter(({ requests }) => requests.some(({ path }) => path.startsWith("/message"))).length).toBe(1);
});

test("a server that is drained or fails twice takes nothing new, and comes back by itself", async () => {
  const { fake, id } = await givenServer("https://one.example");
  const given = await givenTenant();
  let made = 0;
  const create = () => createInstance(given.ctx, { instanceName: `n${made++}`, integration: "WHATSAPP-BAILEYS" });
  await changeServer(operator(), { id, draining: true });
  expect(await create()).toMatchObject({ ok: false, refusal: { code: "upstream_unavailable" } });
  await changeServer(operator(), { id, draining: false });
  expect(await create()).toMatchObject({ ok: true });

  fake.away = true;
  await watchServers(givenContext());
  expect((await viewOf(id))!.health).toMatchObject({ state: "shaky", failure: "unreachable" });
  fake.away = false;
  expect(await create()).toMatchObject({ ok: true });
  fake.away = true;
  await watchServers(givenContext());
  expect((await viewOf(id))!.health.state).toBe("failing");
  fake.away = false;
  expect(await create()).toMatchObject({ ok: false });
  await watchServers(givenContext());
  expect((await viewOf(id))!.health).toMatchObject({ state: "working", failures: 0 });
  expect(await create()).toMatchObject({ ok: true });
});

test("calls that fail in a row have the server looked at, without waiting for the next round", async () => {
  const { fake, id } = await givenServer("https://suspect.example");
  const execution = createExecutionContext();
  const ctx: Ctx = createContext(env, execution, { requestId: "r", actor: { kind: "anonymous" } });
  fake.away = true;
  const sending = { server: id, upstreamName: "a", path: "/x", method: "GET", apikey: "k" };
  for (let at = 0; at < 3; at++) expect(await forward(ctx, sending)).toMatchObject({ failure: "unreachable" });
  await waitOnExecutionContext(execution);
  expect((await viewOf(id))!.health.failures).toBe(1);
});

test("a changed key is used within the same isolate at once", async () => {
  const { fake, id } = await givenServer("https://one.example");
  fake.globalKey = "fresh-key-of-the-operator";
  expect((await checkServer(givenContext(), id)).failure).toBe("key");
  expect(await changeServer(operator(), { id, globalKey: "still-wrong" })).toMatchObject({
    refusal: { field: "globalKey" },
  });
  expect(await changeServer(operator(), { id, globalKey: fake.globalKey })).toMatchObject({ ok: true });
  expect((await checkServer(givenContext(), id)).failure).toBeNull();
});

test("a server that runs something is not removed", async () => {
  const { id } = await givenServer("https://one.example");
  const given = await givenTenant();
  await createInstance(given.ctx, { instanceName: "a", integration: "WHATSAPP-BAILEYS" });
  expect(await removeServer(operator(), { id })).toMatchObject({ ok: false, refusal: { code: "conflict" } });
  await given.call("DELETE", "/v1/instance/delete/a");
  expect(await removeServer(operator(), { id })).toMatchObject({ ok: true });
  forgetServer(id);
  // A server that is gone is an answer, not a surprise.
  expect((await call("GET", "/v1/instance/fetchInstances", { key: given.key })).status).toBe(200);
});

test("the hot path does not read D1 for each request", async () => {
  const { id } = await givenServer("https://one.example");
  const ctx = givenContext();
  const select = vi.spyOn(ctx.db, "select");
  for (let at = 0; at < 5; at++)
    await forward(ctx, { server: id, upstreamName: "a", path: "/x", method: "GET", apikey: "k" });
  expect(select.mock.calls.length).toBeLessThanOrEqual(1);
});
