import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { fakeEvolution, givenEvolutions, type FakeEvolution, type FakeInstance } from "#tests/support/fake-evolution";
import { call, givenContext, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { endpoint, server as serverTable, serverImportItem } from "#workers/db/schema";
import type { LoggedEvent } from "#workers/domain/event";
import type { ImportView } from "#workers/domain/import";
import { continueImport, continueLeftImports } from "#workers/services/imports/continue";
import { lookAtServer } from "#workers/services/imports/look";
import { startImport } from "#workers/services/imports/start";
import { undoImport } from "#workers/services/imports/undo";
import { readImport } from "#workers/services/imports/read";
import { getInstance } from "#workers/services/instances/get";

afterEach(() => vi.restoreAllMocks());

const token = () => crypto.randomUUID().toUpperCase();
const previous = {
  url: "https://crm.example.com/hook",
  enabled: true,
  events: ["MESSAGES_UPSERT", "CONNECTION_UPDATE"],
  headers: { authorization: "Bearer crm" },
  webhookByEvents: true,
  webhookBase64: true,
};

function givenOld(...instances: Partial<FakeInstance>[]): FakeEvolution {
  const baseUrl = `https://${crypto.randomUUID().slice(0, 8)}.example.com/base`;
  const fake = fakeEvolution(
    baseUrl,
    instances.map((one, at) => ({ name: `evo-${at}`, token: token(), ...one })),
  );
  givenEvolutions(fake);
  return fake;
}

async function look(given: GivenTenant, { baseUrl, globalKey }: FakeEvolution) {
  const looked = await lookAtServer(given.ctx, { baseUrl: `${baseUrl}/manager`, globalKey });
  if (!looked.ok) throw new Error(looked.refusal.message);
  return looked.value;
}

async function move(given: GivenTenant, fake: FakeEvolution, names = [...fake.instances.keys()]): Promise<ImportView> {
  const { ticket } = await look(given, fake);
  const started = await startImport(given.ctx, { ticket, names });
  if (!started.ok) throw new Error(started.refusal.message);
  for (let round = 0; round < 20; round++) {
    const went = await continueImport(given.ctx, started.value);
    if (!went.ok) throw new Error(went.refusal.message);
    if (went.value.state !== "running") return went.value;
  }
  throw new Error("It never ended.");
}

test("looking shows what is there and what is different, and changes nothing", async () => {
  const given = await givenTenant({ plan: "starter" });
  const fake = givenOld(
    { name: "shop" },
    { name: "mine" },
    { name: "a/b" },
    { name: "meta", integration: "WHATSAPP-BUSINESS" },
    { name: "weak", token: "secret" },
  );
  await givenInstance(given, "mine", { integration: "SANDBOX" });
  const seen = await look(given, fake);
  expect(seen.instances.map(({ name, obstacle, keepsToken }) => [name, obstacle, keepsToken])).toEqual([
    ["shop", null, true],
    ["mine", "name_taken", true],
    ["a/b", "name_form", true],
    ["meta", "channel", true],
    ["weak", null, false],
  ]);
  expect(seen.placesLeft).toBe(2);
  expect(seen.ticket).not.toContain(fake.globalKey);
  expect(fake.requests.every(({ method, path }) => method === "GET" && path !== "/")).toBe(true);
  const rows = await given.ctx.db.select().from(serverTable).where(eq(serverTable.tenantId, given.tenantId));
  expect(rows).toEqual([]);
});

test("addresses inside, wrong keys and an instance's token in place of the global key are refused", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop" });
  const refusal = async (input: object) => {
    const looked = await lookAtServer(given.ctx, { baseUrl: fake.baseUrl, globalKey: fake.globalKey, ...input });
    return looked.ok ? null : looked.refusal.field;
  };
  for (const baseUrl of [
    "http://169.254.169.254",
    "http://10.0.0.1:8080",
    "http://[::1]:8080",
    "http://0x7f.1",
    "file:///etc/passwd",
    given.ctx.settings.publicUrl,
    "https://nobody.example.com",
  ]) {
    expect(await refusal({ baseUrl }), baseUrl).toBe("baseUrl");
  }
  expect(await refusal({ globalKey: "wrong" })).toBe("globalKey");
  expect(await refusal({ globalKey: fake.instances.get("shop")!.token })).toBe("globalKey");
  const key = await given.issue();
  const bound = given.ctx.as({ kind: "key", keyId: key.id, tenantId: given.tenantId, instanceId: "x" });
  expect(await lookAtServer(bound, fake)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
});

test("another tenant's ticket opens nothing", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  const fake = givenOld({ name: "shop" });
  const { ticket } = await look(one, fake);
  expect(await startImport(two.ctx, { ticket, names: ["shop"] })).toMatchObject({ refusal: { field: "ticket" } });
});

test("a moved instance works by its old token and a tenant key, on its own server, with its state", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop", ownerJid: "5511999990001@s.whatsapp.net" }, { name: "other" });
  const old = fake.instances.get("shop")!.token;
  expect((await call("GET", "/v1/instance/connectionState/shop", { key: old })).status).toBe(401);
  const moved = await move(given, fake, ["shop"]);
  expect(moved).toMatchObject({
    state: "done",
    total: 1,
    done: 1,
    items: [{ name: "shop", state: "imported", notes: [] }],
  });

  const found = await getInstance(given.ctx, { name: "shop" });
  expect(found).toMatchObject({ ok: true, value: { state: "open", ownerJid: "5511999990001@s.whatsapp.net" } });
  const body = { number: "5511988887777", text: "hi" };
  expect((await given.call("POST", "/v1/message/sendText/shop", { body })).status).toBe(201);
  const sent = fake.requests.at(-1)!;
  expect(sent).toMatchObject({ path: "/message/sendText/shop", apikey: old, body });
  expect((await given.call("GET", "/v1/instance/connectionState/other")).status).toBe(404);

  const list = (await (await given.call("GET", "/v1/instance/fetchInstances")).json()) as {
    name: string;
    token: string;
  }[];
  expect(list).toMatchObject([{ name: "shop" }]);
  expect(JSON.stringify(list)).not.toContain(old);
});

test("the old token is a key of its instance alone, from the moment it is moved", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop" }, { name: "second" });
  await move(given, fake);
  const key = fake.instances.get("shop")!.token;
  const body = { number: "5511988887777", text: "hi" };
  expect((await call("POST", "/v1/message/sendText/shop", { key, body })).status).toBe(201);
  expect((await call("POST", "/v1/message/sendText/second", { key, body })).status).toBe(401);
  expect((await call("POST", "/v1/instance/create", { key, body: { instanceName: "x" } })).status).toBe(403);
});

test("events come to Zapin from now on, and go on to the webhook that was there", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop", webhook: previous });
  await move(given, fake);
  const webhook = fake.instances.get("shop")!.webhook!;
  expect(webhook).toMatchObject({ enabled: true, webhookBase64: true });
  expect((webhook["events"] as string[]).length).toBe(31);
  const [kept] = await given.ctx.db.select().from(endpoint).where(eq(endpoint.tenantId, given.tenantId));
  expect(kept).toMatchObject({
    url: previous.url,
    enabled: true,
    events: previous.events,
    byEvents: true,
    base64: true,
  });

  const hook = new URL(String(webhook["url"]));
  const event = { event: "messages.upsert", instance: "shop", data: { key: { id: "1" } }, apikey: null };
  expect((await call("POST", hook.pathname, { body: event })).status).toBe(200);
  // The address is this instance's: a body of another one is refused.
  expect((await call("POST", hook.pathname, { body: { ...event, instance: "other" } })).status).toBe(400);
  await vi.waitFor(
    async () => {
      const answer = await given.call("GET", "/api/events?instance=shop&type=messages.upsert");
      expect(((await answer.json()) as { events: LoggedEvent[] }).events).toHaveLength(1);
    },
    { timeout: 15_000 },
  );
});

test("what cannot come along is said, instance by instance", async () => {
  const given = await givenTenant({ plan: "starter" });
  const fake = givenOld(
    { name: "a-weak", token: "secret" },
    { name: "b-inside", webhook: { ...previous, url: "http://10.0.0.5/hook" } },
    { name: "c-meta", integration: "WHATSAPP-BUSINESS" },
    { name: "d-last" },
    { name: "e-too-many" },
  );
  const moved = await move(given, fake, [...fake.instances.keys(), "f-gone"]);
  expect(moved.items.map(({ name, state, notes }) => [name, state, ...notes])).toEqual([
    ["a-weak", "imported", "token_lost"],
    ["b-inside", "imported", "webhook_lost"],
    ["c-meta", "refused", "channel"],
    ["d-last", "imported"],
    ["e-too-many", "refused", "plan_limit"],
    ["f-gone", "refused", "gone"],
  ]);
  expect((await call("GET", "/v1/instance/connectionState/a-weak", { key: "secret" })).status).toBe(401);
  expect(fake.instances.get("e-too-many")!.webhook).toBeNull();
});

test("two tenants may have the same name on servers of their own, and nobody takes what works for another", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  const first = fakeEvolution("https://first.example.com", [{ name: "shop", token: token() }]);
  const second = fakeEvolution("https://second.example.com", [{ name: "shop", token: token() }]);
  givenEvolutions(first, second);
  expect((await move(one, first)).items[0]!.state).toBe("imported");
  expect((await move(two, second)).items[0]!.state).toBe("imported");
  expect((await move(two, first)).items[0]).toMatchObject({ state: "refused", notes: ["here"] });
  expect((await look(one, first)).instances[0]!.obstacle).toBe("here");
});

test("undoing gives the webhook back and forgets instance, token and server", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop", webhook: previous }, { name: "bare" });
  const moved = await move(given, fake);
  const key = fake.instances.get("shop")!.token;
  const undone = await undoImport(given.ctx, { id: moved.id });
  expect(undone).toMatchObject({ ok: true, value: { state: "undone" } });
  expect(fake.instances.get("shop")!.webhook).toMatchObject(previous);
  expect(fake.instances.get("bare")!.webhook).toMatchObject({ enabled: false, url: "" });
  expect((await call("GET", "/v1/instance/connectionState/shop", { key })).status).toBe(401);
  expect((await given.call("GET", "/v1/instance/connectionState/shop")).status).toBe(404);
  const rows = await given.ctx.db.select().from(serverTable).where(eq(serverTable.tenantId, given.tenantId));
  expect(rows).toEqual([]);
  // And there again.
  expect((await move(given, fake)).items.map(({ state, notes }) => [state, ...notes])).toEqual([
    ["imported"],
    ["imported"],
  ]);
  expect((await call("GET", "/v1/instance/connectionState/shop", { key })).status).toBe(200);
});

test("an undo that the server does not answer keeps the instance, and can be done later", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop", webhook: previous });
  const moved = await move(given, fake);
  fake.away = true;
  expect(await undoImport(given.ctx, { id: moved.id })).toMatchObject({
    value: { state: "done", items: [{ state: "imported", notes: ["upstream"] }] },
  });
  expect((await getInstance(given.ctx, { name: "shop" })).ok).toBe(true);
  fake.away = false;
  expect(await undoImport(given.ctx, { id: moved.id })).toMatchObject({ value: { state: "undone" } });
  expect(fake.instances.get("shop")!.webhook).toMatchObject(previous);
});

test("a server that breaks in the middle leaves nothing half moved", async () => {
  const given = await givenTenant();
  const fake = givenOld({ name: "shop", webhook: previous });
  fake.broken = /^\/webhook\/set/;
  expect((await move(given, fake)).items).toMatchObject([{ state: "refused", notes: ["upstream"] }]);
  expect((await given.call("GET", "/v1/instance/connectionState/shop")).status).toBe(404);
  expect(fake.instances.get("shop")!.webhook).toEqual(previous);
  fake.broken = null;
  expect((await move(given, fake)).items).toMatchObject([{ state: "imported" }]);
});

test("two pages that go on at once take every instance once", async () => {
  const given = await givenTenant();
  const fake = givenOld({}, {}, {}, {});
  const { ticket } = await look(given, fake);
  const started = await startImport(given.ctx, { ticket, names: [...fake.instances.keys()] });
  const id = started.ok ? started.value.id : "";
  await Promise.all([1, 2, 3].map(() => continueImport(given.ctx, { id, atMost: 4 })));
  const read = await readImport(given.ctx, { id });
  expect(read).toMatchObject({ value: { state: "done", done: 4 } });
  expect(fake.requests.filter(({ path }) => path.startsWith("/webhook/set")).length).toBe(4);
});

test("a move whose page was closed is gone on with by the regular round, also where a step was cut off", async () => {
  const given = await givenTenant();
  const fake = givenOld({ webhook: previous }, {});
  const { ticket } = await look(given, fake);
  const started = await startImport(given.ctx, { ticket, names: [...fake.instances.keys()] });
  const id = started.ok ? started.value.id : "";
  await continueImport(given.ctx, { id, atMost: 1 });
  // As if the isolate had died after upstream was told and before this was written down.
  await given.ctx.db
    .update(serverImportItem)
    .set({ state: "working", takenAt: 0 })
    .where(eq(serverImportItem.name, "evo-0"));
  await env.DB.prepare("UPDATE server_import SET updated_at = ?")
    .bind(Date.now() - 120_000)
    .run();
  await continueLeftImports(givenContext());
  const read = await readImport(given.ctx, { id });
  expect(read).toMatchObject({ value: { state: "done", items: [{ state: "imported" }, { state: "imported" }] } });
  expect(await undoImport(given.ctx, { id })).toMatchObject({ value: { state: "undone" } });
  expect(fake.instances.get("evo-0")!.webhook).toMatchObject(previous);
});

test("another tenant sees no move of this one", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  const moved = await move(one, givenOld({ name: "shop" }));
  for (const answer of [
    await readImport(two.ctx, { id: moved.id }),
    await continueImport(two.ctx, { id: moved.id }),
    await undoImport(two.ctx, { id: moved.id }),
  ]) {
    expect(answer).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  }
  expect((await one.call("GET", "/v1/instance/connectionState/shop")).status).toBe(200);
});
