import { expect, test, vi } from "vitest";
import { call, givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { refusedRoutes } from "#workers/evolution/refused";
import { routeCall } from "#workers/evolution/route";

/** The holes of the original, each closed. */

const answerTo = async (given: GivenTenant, method: string, path: string, body?: object) => {
  const answer = await given.call(method, `/v1${path}`, body ? { body } : {});
  return { status: answer.status, text: await answer.text() };
};

test("query override: the query cannot turn a call to another instance, whichever way it names it", async () => {
  const given = await givenTenant();
  const other = await givenTenant();
  await givenOpenInstance(given, "one");
  await givenInstance(given, "two");
  await givenOpenInstance(other, "theirs");
  const names = ["one", "theirs", `${other.tenantId}--theirs`, `${given.tenantId}--one`];
  for (const name of names) {
    for (const query of [`instanceName=${name}`, `instanceName[]=${name}`, `instanceId=${name}&instanceName=${name}`]) {
      const state = await answerTo(given, "GET", `/instance/connectionState/two?${query}`);
      expect(JSON.parse(state.text)).toEqual({ instance: { instanceName: "two", state: "close" } });
    }
  }
  const settings = { rejectCall: true, groupsIgnore: true, alwaysOnline: true, readMessages: true };
  const all = { ...settings, readStatus: true, syncFullHistory: true };
  await answerTo(given, "POST", `/settings/set/two?instanceName=${other.tenantId}--theirs`, all);
  expect(JSON.parse((await answerTo(other, "GET", "/settings/find/theirs")).text)).toMatchObject({ rejectCall: false });
});

test("guard order: whoever has no good key cannot tell a name that exists from one that does not", async () => {
  const given = await givenTenant();
  const { hash } = await givenInstance(given, "here");
  await givenInstance(given, "there");
  const bodies = new Set<string>();
  for (const key of [null, "x", given.key.replace(/.$/, (last) => (last === "0" ? "1" : "0")), hash]) {
    for (const name of ["there", "nowhere", `${given.tenantId}--there`]) {
      const path = `/v1/instance/connectionState/${name}?x=/instance/create`;
      const answer = await call("GET", path, { key });
      expect(answer.status).toBe(401);
      bodies.add((await answer.text()).replace(/req_\w+/, ""));
    }
    const create = await call("POST", "/v1/instance/create", { key, body: { instanceName: "there" } });
    expect(create.status).toBe(key === hash ? 403 : 401);
    expect(await create.text()).not.toContain("in use");
  }
  expect(bodies.size).toBe(1);
});

test("keys: create, fetchInstances, events and error texts show none of upstream's", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  await given.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text: "hi" } });
  const { upstreamToken } = (await given.ctx.hub(given.tenantId).findInstances(["shop"]))["shop"]!;
  const secrets = [upstreamToken, await given.ctx.sandboxKey(), `${given.tenantId}--`];
  const events = await vi.waitFor(
    async () => {
      const text = await (await given.call("GET", "/api/events?limit=500")).text();
      expect(text).toContain("send.message");
      return text;
    },
    { timeout: 15_000 },
  );
  const texts = [
    events,
    (await answerTo(given, "GET", "/instance/fetchInstances")).text,
    (await answerTo(given, "POST", "/instance/create", { instanceName: "b", integration: "WHATSAPP-BAILEYS" })).text,
    (await answerTo(given, "POST", "/instance/create", { instanceName: "shop", integration: "WHATSAPP-BAILEYS" })).text,
    (await answerTo(given, "GET", "/instance/connectionState/none")).text,
    (await answerTo(given, "POST", "/message/sendText/shop", { number: {} })).text,
  ];
  for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
});

test("ingress: upstream's open doors do not exist here, with a key or without", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  for (const [method, path] of [
    ["POST", "/webhook/evolution"],
    ["POST", "/webhook/meta"],
    ["GET", "/webhook/meta?hub.verify_token=x&hub.challenge=1"],
    ["POST", "/chatwoot/webhook/shop"],
    ["GET", "/"],
    ["POST", "/verify-creds"],
    ["GET", "/metrics"],
    ["GET", "/manager"],
    ["GET", "/assets/..%2f..%2fpackage.json"],
    ["GET", "/store/x"],
  ] as const) {
    for (const key of [given.key, null]) {
      const body = method === "POST" ? {} : undefined;
      const answer = await call(method, `/v1${path}`, { key, ...(body ? { body } : {}) });
      expect([401, 404], path).toContain(answer.status);
    }
  }
});

test("s3 and baileys: no route that hands out media of others or the session itself is offered", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const routes = refusedRoutes.filter(({ path }) => /^\/(s3|baileys)\//.test(path));
  expect(routes.length).toBe(11);
  for (const { method, path } of routes) {
    const { status } = await answerTo(given, method, path.replace(":instance", "shop"), {});
    expect(status, path).toBe(404);
  }
});

test("a body that breaks the phone is answered in upstream's shape, not as a server that is away", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const { status, text } = await answerTo(given, "POST", "/message/sendReaction/shop", {
    key: [[]],
    reaction: "\u{1F44D}",
  });
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ status: 500, error: "Internal Server Error" });
});

test("path parameters: dots do not climb in upstream's address", () => {
  for (const dots of [".", "..", "%2e%2e", "%2E."]) {
    expect(routeCall("GET", `/typebot/fetch/${dots}/shop`)).toBeNull();
  }
});

test("two tenants: the same instance name and number stay two", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  const keys = [];
  for (const given of [one, two]) keys.push((await givenInstance(given, "shop", { number: "5511911112222" })).hash);
  expect(keys[0]).not.toBe(keys[1]);
  for (const [given, key, foreign] of [
    [one, keys[0], keys[1]],
    [two, keys[1], keys[0]],
  ] as const) {
    const list = await (await given.call("GET", "/v1/instance/fetchInstances?number=5511911112222")).text();
    expect(JSON.parse(list)).toHaveLength(1);
    expect(list).toContain(key!);
    expect(list).not.toContain(foreign!);
  }
  expect((await one.call("DELETE", "/v1/instance/delete/shop")).status).toBe(200);
  expect((await call("GET", "/v1/instance/connectionState/shop", { key: keys[1] ?? null })).status).toBe(200);
  expect((await call("GET", "/v1/instance/connectionState/shop", { key: keys[0] ?? null })).status).toBe(401);
});
