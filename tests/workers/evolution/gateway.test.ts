import { expect, test, vi } from "vitest";
import { call, givenInstance, givenOpenInstance, givenTenant } from "#tests/support/given";

test("a text goes out, is metered, and comes back in the tenant's own names", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const answer = await given.call("POST", "/v1/message/sendText/shop", {
    body: { number: "5511988887777", text: "hi" },
  });
  expect(answer.status).toBe(201);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ status: "PENDING", message: { conversation: "hi" } });
  expect(text).not.toContain(given.tenantId);
  expect(answer.headers.get("x-ratelimit-remaining")).toBe("99999");
  expect(answer.headers.get("ratelimit")).toMatch(
    /^"requests_second";r=\d+;t=[01], "requests";r=\d+;t=\d+, "requests_day";r=\d+;t=\d+, "messages";r=99999;t=\d+$/,
  );
  expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
});

test("the acknowledgements and the echo arrive in the log, numbered without gaps", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  await given.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text: "hi" } });
  await vi.waitFor(
    async () => {
      const { events } = (await (await given.call("GET", "/api/events?limit=500")).json()) as {
        events: { sequence: number; type: string; body: { data: { status?: string; key?: { fromMe: boolean } } } }[];
      };
      const statuses = events.filter(({ type }) => type === "messages.update").map(({ body }) => body.data.status);
      expect(statuses).toEqual(["SERVER_ACK", "DELIVERY_ACK", "READ"]);
      expect(events.some(({ type, body }) => type === "messages.upsert" && body.data.key?.fromMe === false)).toBe(true);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
    },
    { timeout: 20_000, interval: 200 },
  );
}, 30_000);

test("what upstream refuses to send is not charged", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const refused = await given.call("POST", "/v1/message/sendText/shop", {
    body: { number: "5511988887777", text: "hi" },
  });
  expect(refused.status).toBe(500);
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("100000");
  const usage = (await (await given.call("GET", "/api/usage")).json()) as { meters: { messages: { used: number } } };
  expect(usage.meters.messages.used).toBe(0);
});

test("of many sends at once a budgeted key lets exactly its budget through", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const { key } = await given.issue({ limits: { messages: 7 } });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      given.call("POST", "/v1/message/sendText/shop", { key, body: { number: "5511988887777", text: `n ${at}` } }),
    ),
  );
  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(7);
  expect(statuses.filter((status) => status === 429)).toHaveLength(33);
  const refused = answers.find((answer) => answer.status === 429)!;
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(await refused.json()).toMatchObject({ status: 429, error: "Too Many Requests", code: "quota_exceeded" });
});

test("a revoked key stops working on the next request", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const { id, key } = await given.issue();
  expect((await given.call("GET", "/v1/instance/connectionState/shop", { key })).status).toBe(200);
  expect((await given.call("DELETE", `/api/keys/${id}`)).status).toBe(200);
  expect((await given.call("GET", "/v1/instance/connectionState/shop", { key })).status).toBe(401);
});

test("an instance's key, which create calls hash, works on that instance alone", async () => {
  const given = await givenTenant();
  const { hash } = await givenInstance(given, "one");
  await givenInstance(given, "two");
  expect((await given.call("GET", "/v1/instance/connectionState/one", { key: hash })).status).toBe(200);
  expect((await given.call("GET", "/v1/instance/connectionState/two", { key: hash })).status).toBe(401);
  expect((await given.call("GET", "/v1/instance/connectionState/none", { key: hash })).status).toBe(401);
  const create = await given.call("POST", "/v1/instance/create", { key: hash, body: { instanceName: "x" } });
  expect(create.status).toBe(403);
  const list = (await (await given.call("GET", "/v1/instance/fetchInstances", { key: hash })).json()) as {
    name: string;
  }[];
  expect(list.map(({ name }) => name)).toEqual(["one"]);
  expect((await given.call("GET", "/v1/instance/fetchInstances?instanceName=two", { key: hash })).status).toBe(401);
});

test("the query cannot turn a call to another instance", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given, "open");
  await givenInstance(given, "closed");
  const path = "/v1/instance/connectionState/closed?instanceName=open&instanceId=x&instanceName=open";
  expect(await (await given.call("GET", path)).json()).toEqual({
    instance: { instanceName: "closed", state: "close" },
  });
});

test.each([
  ["no key", null],
  ["a word", "secret"],
  ["a made-up key", "zpn_live_aaaaaaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_0123456789"],
])("%s is refused in Evolution's shape, whether the instance exists or not", async (_, key) => {
  const given = await givenTenant();
  await givenInstance(given);
  for (const name of ["shop", "nothing"]) {
    const answer = await call("GET", `/v1/instance/connectionState/${name}`, { key });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      status: 401,
      error: "Unauthorized",
      response: { message: "Unauthorized" },
    });
  }
});

test("a key with a true check whose tenant is gone is refused", async () => {
  const given = await givenTenant();
  const { key } = await given.ctx.secrets.issueKey("live", "0000000000000000");
  expect((await given.call("GET", "/v1/instance/fetchInstances", { key })).status).toBe(401);
});

test("unknown routes, bad names and bad bodies get Evolution's own refusals", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const unknown = await given.call("POST", "/v1/nope/x?a=1", { body: {} });
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ response: { message: ["Cannot POST /nope/x?a=1"] } });
  expect((await given.call("GET", "/v1/instance/connectionState/%E0%A4%A")).status).toBe(404);
  expect((await given.call("GET", "/v1/instance/connectionState/ghost")).status).toBe(404);
  const headers = { "content-type": "application/json" };
  const malformed = await given.call("POST", "/v1/message/sendText/shop", { headers, body: '{"number":' });
  expect(malformed.status).toBe(400);
  expect((await given.call("POST", "/v1/instance/create", { headers, body: "{" })).status).toBe(400);
  expect((await given.call("POST", "/v1/webhook/set/shop", { headers, body: "[]" })).status).toBe(400);
});

test("two creates at once for the last place of the plan: one wins", async () => {
  const given = await givenTenant({ plan: "free" });
  const create = (name: string) =>
    given.call("POST", "/v1/instance/create", { body: { instanceName: name, integration: "WHATSAPP-BAILEYS" } });
  const statuses = (await Promise.all([create("a"), create("b")])).map((answer) => answer.status);
  expect(statuses.sort()).toEqual([201, 403]);
  expect((await create("c")).status).toBe(403);
});

test("a name that is taken is refused as Evolution does, and free again after the deletion", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const again = await given.call("POST", "/v1/instance/create", {
    body: { instanceName: "shop", integration: "WHATSAPP-BAILEYS" },
  });
  expect(again.status).toBe(403);
  expect(await again.json()).toMatchObject({ response: { message: ['This name "shop" is already in use.'] } });
  const deleted = await given.call("DELETE", "/v1/instance/delete/shop");
  expect(await deleted.json()).toEqual({ status: "SUCCESS", error: false, response: { message: "Instance deleted" } });
  expect((await given.call("GET", "/v1/instance/connectionState/shop")).status).toBe(404);
});
