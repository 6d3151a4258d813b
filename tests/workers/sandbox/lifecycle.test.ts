import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { sandboxGlobalKey } from "#workers/sandbox/key";
import { isPrepared, migrate, migrations } from "#workers/sandbox/migrations";
import { phoneStub } from "#workers/sandbox/stub";
import { recording, shapeOf, type Recording } from "../../support/recordings";
import { listen, PhoneInHand, types } from "./phone-in-hand";

let count = 0;
let phone: PhoneInHand;

beforeEach(() => {
  listen();
  phone = new PhoneInHand(`tenant--lifecycle-${count++}`);
});

test("the global key is derived from the secret, the same every time", async () => {
  const key = await sandboxGlobalKey(env);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await sandboxGlobalKey(env)).toBe(key);
  expect(await sandboxGlobalKey({ KEY_SECRET: "another" })).not.toBe(key);
});

test.each([
  "instance.create.bad-integration",
  "instance.create.bad-number",
  "instance.create.bad-types",
  "instance.create.business-no-token",
  "instance.create.empty-body",
  "instance.create.missing-name",
  "instance.create.no-integration",
  "instance.create.webhook-no-events",
  "auth.create.badkey",
  "auth.create.nokey",
  "malformed-json",
  "malformed-json.nokey",
  "json-scalar-body",
  "unknown-route.get",
  "unknown-route.post",
  "wrong-method",
])("%s is answered as recorded and stores nothing", async (name) => {
  const { response, ...recorded } = await recording(name);
  expect(await repeat(recorded)).toEqual({ status: response.status, body: response.body });
  await runInDurableObject(phone.stub, (_phone, state) => expect(isPrepared(state.storage.sql)).toBe(false));
});

test.each([
  "instance.create.webhook",
  "instance.create.own-token",
  "instance.create.webhook-flat-legacy",
  "instance.create.minimal",
])("%s is answered in the recorded shape", async (name) => {
  const { response, ...recorded } = await recording(name);
  const made = await repeat(recorded);
  expect({ status: made.status, body: shapeOf(made.body) }).toEqual({ status: 201, body: shapeOf(response.body) });
});

test("a name that is taken is refused before the key is looked at", async () => {
  await phone.create();
  for (const key of [await sandboxGlobalKey(env), "wrong"]) {
    const again = await phone.request("/instance/create", {
      method: "POST",
      headers: { apikey: key, "content-type": "application/json" },
      body: JSON.stringify({ instanceName: phone.name, integration: "WHATSAPP-BAILEYS" }),
    });
    expect(again.status).toBe(403);
    expect(again.body.response.message).toEqual([`This name "${phone.name}" is already in use.`]);
  }
});

test("a phone lists itself to its own token and to the global key, and to no other", async () => {
  const global = await sandboxGlobalKey(env);
  const list = (key: string, query = "") =>
    phone.request(`/instance/fetchInstances${query}`, { headers: { apikey: key } });
  expect(await list(global)).toEqual({ status: 200, body: [] });
  await phone.open();
  const recorded = await recording("wa.fetchInstances.open");
  expect(shapeOf((await list(phone.token)).body)).toEqual(shapeOf(recorded.response.body));
  expect((await list(global, `?instanceName=${phone.name}`)).body[0].name).toBe(phone.name);
  expect((await list(global, "?instanceName=ghost")).body).toEqual(
    (await recording("instance.fetch.global.name-unknown")).response.body,
  );
  expect((await list("wrong")).status).toBe(401);
  expect((await list(phone.token, "?instanceName=ghost")).status).toBe(401);
  await phone.call("DELETE", "/instance/logout");
  const loggedOut = await recording("wa.fetchInstances.logged-out");
  expect(shapeOf((await list(phone.token)).body)).toEqual(shapeOf(loggedOut.response.body));
});

test("a name with spaces and letters of any alphabet works like another", async () => {
  const strange = new PhoneInHand("tenant--sp ace/é?x");
  expect((await strange.create()).body.instance.instanceName).toBe("tenant--sp ace/é?x");
  expect((await strange.call("GET", "/instance/connectionState")).body.instance.instanceName).toBe(
    "tenant--sp ace/é?x",
  );
});

test("another name does not reach the phone, not even with its token", async () => {
  await phone.create();
  const { status } = await phone.request("/instance/connectionState/tenant--other", {
    headers: { apikey: phone.token },
  });
  expect(status).toBe(404);
});

test("a deleted phone says goodbye, is gone at once, leaves nothing and gives its name back", async () => {
  await phone.open();
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.heard();
  expect(await phone.call("DELETE", "/instance/delete")).toEqual({
    status: 200,
    body: (await recording("wa.delete")).response.body,
  });
  expect((await phone.call("GET", "/instance/connectionState")).status).toBe(404);
  expect(types(await phone.heard())).toEqual([
    "logout.instance",
    "connection.update",
    "status.instance",
    "instance.delete",
    "remove.instance",
  ]);
  await phone.pass(10_000);
  expect(await phone.heard()).toEqual([]);
  await runInDurableObject(phone.stub, async (_phone, { storage }) => {
    expect(isPrepared(storage.sql)).toBe(false);
    expect(await storage.getAlarm()).toBeNull();
  });
  expect((await phone.create()).status).toBe(201);
  expect((await phone.call("POST", "/chat/findMessages", {})).body.messages.total).toBe(0);
});

test("a phone can be made again while the last events of the old one still wait", async () => {
  listen(500);
  await phone.create();
  await phone.call("DELETE", "/instance/delete");
  expect((await phone.create()).status).toBe(201);
  await phone.pass(1_000);
  expect(types(await phone.heard())).toEqual([
    "instance.create",
    "instance.delete",
    "remove.instance",
    "instance.create",
  ]);
  expect((await phone.call("GET", "/instance/connectionState")).status).toBe(200);
});

test("asking for a phone that does not exist stores nothing", async () => {
  expect((await phone.call("GET", "/instance/connectionState")).status).toBe(404);
  expect(await phone.stub.describe()).toEqual({ ok: false, reason: "not_found" });
  await runInDurableObject(phone.stub, (_phone, state) => expect(isPrepared(state.storage.sql)).toBe(false));
});

test("a phone describes itself to the console", async () => {
  await phone.create({ number: "5511912345678" });
  expect(await phone.stub.describe()).toMatchObject({
    ok: true,
    instanceName: phone.name,
    state: "close",
    qr: null,
    messages: 0,
  });
  await phone.call("GET", "/instance/connect");
  const shown = await phone.stub.describe();
  if (!shown.ok || !shown.qr) throw new Error("The phone shows no QR code.");
  expect(shown.qr.expiresAt - shown.qr.issuedAt).toBe(45_000);
  await phone.stub.scan();
  expect(await phone.stub.describe()).toMatchObject({ state: "open", ownerJid: "5511912345678@s.whatsapp.net" });
});

test("every step of the migrations can be run alone and in a row", async () => {
  await runInDurableObject(phoneStub(env, "tenant--migrations"), (_phone, { storage }) => {
    for (let last = 1; last <= migrations.length; last++) migrate(storage, last);
    migrate(storage);
    expect(storage.sql.exec("SELECT count(*) AS steps FROM migration").one()).toEqual({ steps: migrations.length });
  });
});

async function repeat({ request }: Pick<Recording, "request">) {
  const headers = new Headers(request.headers);
  if (headers.get("apikey") === "<GLOBAL_KEY>") headers.set("apikey", await sandboxGlobalKey(env));
  return phone.request(request.path, {
    method: request.method,
    headers,
    ...(request.body !== undefined && {
      body: typeof request.body === "string" ? request.body : JSON.stringify(request.body),
    }),
  });
}
