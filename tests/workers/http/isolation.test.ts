import { env } from "cloudflare:workers";
import { listDurableObjectIds } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { call, givenInstance, givenOpenInstance, givenTenant } from "#tests/support/given";
import type { LoggedEvent } from "#workers/domain/event";

test("two tenants may use the same name, and neither sees the other by path, query, body or event", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  await givenOpenInstance(one, "shop");
  await givenInstance(two, "shop", { number: "5511900000002" });
  await givenInstance(two, "only-two");

  // Path: the same name is each tenant's own.
  expect(await (await one.call("GET", "/v1/instance/connectionState/shop")).json()).toMatchObject({
    instance: { state: "open" },
  });
  expect(await (await two.call("GET", "/v1/instance/connectionState/shop")).json()).toMatchObject({
    instance: { state: "close" },
  });
  for (const name of ["only-two", `${two.tenantId}--only-two`, `..%2F${two.tenantId}--shop`, `${two.tenantId}--shop`]) {
    expect((await one.call("GET", `/v1/instance/connectionState/${name}`)).status).toBe(404);
    expect((await one.call("POST", `/api/sandbox/phones/${name}/scan`)).status).toBe(404);
  }

  // Query: filters look into the tenant's own instances only.
  const theirs = (await (await two.call("GET", "/v1/instance/fetchInstances")).json()) as {
    id: string;
    name: string;
  }[];
  expect(theirs.map(({ name }) => name).sort()).toEqual(["only-two", "shop"]);
  for (const query of ["instanceName=only-two", `instanceId=${theirs[0]!.id}`, "number=5511900000002"]) {
    expect((await one.call("GET", `/v1/instance/fetchInstances?${query}`)).status).toBe(404);
  }
  const list = await (await one.call("GET", "/v1/instance/fetchInstances")).text();
  expect(JSON.parse(list)).toHaveLength(1);
  expect(list).not.toContain(two.tenantId);

  // Body: a key cannot be bound to the other's instance.
  expect((await one.call("POST", "/api/keys", { body: { name: "x", instance: "only-two" } })).status).toBe(404);

  // Keys: the other's cannot be listed or revoked.
  const { id } = await two.issue();
  expect((await one.call("DELETE", `/api/keys/${id}`)).status).toBe(404);
  expect(await (await one.call("GET", "/api/keys")).text()).not.toContain(id);

  // Events: what happens at one is in the log of that one.
  await one.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text: "for one" } });
  await vi.waitFor(
    async () => {
      const { events } = (await (await one.call("GET", "/api/events?type=send.message")).json()) as {
        events: LoggedEvent[];
      };
      expect(events).toHaveLength(1);
    },
    { timeout: 15_000 },
  );
  const other = await (await two.call("GET", "/api/events?limit=500")).text();
  expect(other).not.toContain("for one");
  expect(other).not.toContain("send.message");
});

test("no answer names the tenant or shows a key of upstream", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const target = (await given.ctx.hub(given.tenantId).findInstances(["shop"]))["shop"]!;
  const globalKey = await given.ctx.sandboxKey();
  const calls: [string, string, object?][] = [
    ["GET", "/v1/instance/connectionState/shop"],
    ["GET", "/v1/instance/connect/shop"],
    ["GET", "/v1/instance/fetchInstances"],
    ["GET", "/v1/settings/find/shop"],
    ["GET", "/v1/webhook/find/shop"],
    ["POST", "/v1/chat/findMessages/shop", {}],
    ["POST", "/v1/chat/findChats/shop", {}],
    ["POST", "/v1/message/sendText/shop", { number: "x" }],
    ["POST", "/v1/instance/create", { instanceName: "shop", integration: "WHATSAPP-BAILEYS" }],
    ["POST", "/v1/instance/create", { instanceName: "bad", integration: "WHATSAPP-BAILEYS", rejectCall: "no" }],
    ["GET", "/api/instances"],
    ["GET", "/api/events?limit=500"],
  ];
  for (const [method, path, body] of calls) {
    const text = await (await given.call(method, path, { body })).text();
    for (const secret of [`${given.tenantId}--`, target.upstreamToken, globalKey])
      expect(text, path).not.toContain(secret);
  }
});

test("a made-up key wakes no Object", async () => {
  const before = await listDurableObjectIds(env.TENANT_HUB);
  const key = "zpn_live_nosuchtenant0000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_0123456789".replace(
    "nosuchtenant0000",
    "zzzzzzzzzzzzzzzz",
  );
  expect((await call("GET", "/v1/instance/connectionState/shop", { key })).status).toBe(401);
  expect((await call("GET", "/api/keys", { key })).status).toBe(401);
  expect(await listDurableObjectIds(env.TENANT_HUB)).toEqual(before);
});
