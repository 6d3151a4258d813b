import { expect, test } from "vitest";
import { givenInstance, givenTenant } from "#tests/support/given";

const body = (token: unknown) => ({ instanceName: "shop", integration: "WHATSAPP-BAILEYS", token });

test("a token that is brought along is answered as hash and works on that instance alone", async () => {
  const given = await givenTenant();
  await givenInstance(given, "other");
  const token = crypto.randomUUID();
  const created = await given.call("POST", "/v1/instance/create", { body: body(token) });
  expect(created.status).toBe(201);
  expect(await created.json()).toMatchObject({ hash: token });
  expect((await given.call("GET", "/v1/instance/connectionState/shop", { key: token })).status).toBe(200);
  expect((await given.call("GET", "/v1/instance/connectionState/other", { key: token })).status).toBe(401);
  await given.call("DELETE", "/v1/instance/delete/shop");
  expect((await given.call("GET", "/v1/instance/connectionState/shop", { key: token })).status).toBe(401);
});

test.each(["short", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 5])(
  "the token %s is refused before anything is made",
  async (token) => {
    const given = await givenTenant();
    expect((await given.call("POST", "/v1/instance/create", { body: body(token) })).status).toBe(400);
    expect(await (await given.call("GET", "/v1/instance/fetchInstances")).json()).toEqual([]);
  },
);

test("a token that opens an instance already is refused, and nothing is left of the try", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  const token = crypto.randomUUID();
  expect((await one.call("POST", "/v1/instance/create", { body: body(token) })).status).toBe(201);
  expect((await two.call("POST", "/v1/instance/create", { body: body(token) })).status).toBe(409);
  expect(await (await two.call("GET", "/v1/instance/fetchInstances")).json()).toEqual([]);
  expect((await two.call("POST", "/v1/instance/create", { body: body(undefined) })).status).toBe(201);
});
