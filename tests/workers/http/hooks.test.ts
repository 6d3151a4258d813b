import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { call, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import type { LoggedEvent } from "#workers/domain/event";
import { TenantJournal } from "#workers/tenant/journal/journal";

async function hookOf(given: GivenTenant, name = "shop"): Promise<string> {
  return `/hooks/evolution/sandbox/${await given.ctx.secrets.hookToken("sandbox", `${given.tenantId}--${name}`)}`;
}

const eventOf = (given: GivenTenant, more: object = {}) => ({
  event: "messages.upsert",
  instance: `${given.tenantId}--shop`,
  data: { key: { id: crypto.randomUUID(), fromMe: false }, message: { conversation: "hello" } },
  destination: "http://upstream.example/hook",
  date_time: new Date().toISOString(),
  sender: "5511987654321@s.whatsapp.net",
  server_url: "http://10.0.0.5:8080",
  apikey: null,
  ...more,
});

async function logOf(given: GivenTenant, query = ""): Promise<LoggedEvent[]> {
  const answer = await given.call("GET", `/api/events?limit=500${query}`);
  return ((await answer.json()) as { events: LoggedEvent[] }).events;
}

async function given(): Promise<{ given: GivenTenant; hook: string }> {
  const tenant = await givenTenant();
  await givenInstance(tenant);
  return { given: tenant, hook: await hookOf(tenant) };
}

test("an event is logged in the tenant's names, without upstream's addresses", async () => {
  const { given: tenant, hook } = await given();
  const body = eventOf(tenant);
  expect((await call("POST", hook, { body })).status).toBe(200);
  const [event] = await vi.waitFor(
    async () => {
      const found = await logOf(tenant, "&type=messages.upsert");
      expect(found).toHaveLength(1);
      return found;
    },
    { timeout: 15_000 },
  );
  expect(event).toMatchObject({ type: "messages.upsert", instance: "shop" });
  const { destination: _destination, ...rest } = body;
  expect(event!.body).toEqual({ ...rest, instance: "shop", server_url: "http://localhost:8787/v1" });
});

test("a repeated delivery has no second effect", async () => {
  const { given: tenant, hook } = await given();
  const body = JSON.stringify(eventOf(tenant));
  const marker = JSON.stringify(eventOf(tenant, { event: "call" }));
  for (const text of [body, body, body, marker]) await call("POST", hook, { body: text });
  await vi.waitFor(async () => expect(await logOf(tenant, "&type=call")).toHaveLength(1), { timeout: 15_000 });
  expect(await logOf(tenant, "&type=messages.upsert")).toHaveLength(1);
  const sequences = (await logOf(tenant)).map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.map((_, at) => at + 1));
});

test("a wrong token is 401 before the body is read, another instance's body is 400", async () => {
  const { given: tenant, hook } = await given();
  const forged = hook.replace(/[0-9a-f]{32}\./, `${"0".repeat(32)}.`);
  expect((await call("POST", forged, { body: eventOf(tenant) })).status).toBe(401);
  expect((await call("POST", hook.replace("/sandbox/", "/evolution/"), { body: eventOf(tenant) })).status).toBe(401);
  expect((await call("POST", hook.replace("/sandbox/", "/other/"), { body: eventOf(tenant) })).status).toBe(401);
  const foreign = eventOf(tenant, { instance: `${tenant.tenantId}--other` });
  expect((await call("POST", hook, { body: foreign })).status).toBe(400);
});

test("an event that was answered stands in the log already", async () => {
  const { given: tenant, hook } = await given();
  for (let count = 1; count <= 20; count++) {
    expect(await (await call("POST", hook, { body: eventOf(tenant, { event: "call" }) })).json()).toEqual({
      status: "accepted",
    });
    const { events } = await tenant.ctx.journal(tenant.tenantId).listEvents({ after: 0, limit: 500, types: ["call"] });
    expect(events).toHaveLength(count);
  }
});

test("what the journal cannot take is kept by the queue, and logged once", async () => {
  const { given: tenant, hook } = await given();
  // The phone's own first event must not be the one that meets the trouble.
  await vi.waitFor(async () => expect(await logOf(tenant, "&type=instance.create")).toHaveLength(1), {
    timeout: 15_000,
  });
  const append = vi.spyOn(TenantJournal.prototype, "append").mockRejectedValueOnce(new Error("overloaded"));
  const body = JSON.stringify(eventOf(tenant, { event: "call" }));
  expect((await call("POST", hook, { body })).status).toBe(200);
  expect(append).toHaveBeenCalled();
  append.mockRestore();
  expect((await call("POST", hook, { body })).status).toBe(200);
  await vi.waitFor(async () => expect(await logOf(tenant, "&type=call")).toHaveLength(1), { timeout: 15_000 });
});

test("the first events of an instance that is being made wait for its row, the last of one that is gone do not", async () => {
  const tenant = await givenTenant();
  const hub = tenant.ctx.hub(tenant.tenantId);
  const hook = await hookOf(tenant);
  expect((await call("POST", hook, { body: eventOf(tenant) })).status).toBe(404);
  await hub.reserve("instances", "shop");
  expect((await call("POST", hook, { body: eventOf(tenant, { event: "remove.instance" }) })).status).toBe(404);
  const early = call("POST", hook, { body: eventOf(tenant, { event: "instance.create" }) });
  await hub.release("instances", "shop");
  expect((await early).status).toBe(404);
  await givenInstance(tenant);
  await vi.waitFor(async () => expect(await logOf(tenant, "&type=instance.create")).toHaveLength(1), {
    timeout: 15_000,
  });
});

test.each([
  ["nested deeper than anyone writes", (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`, 5_000, 400],
  ["nested as deep as some may write", (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`, 150, 200],
  ["of more parts than memory holds", (count: number) => `[${"[],".repeat(count)}0]`, 2_000_000, 200],
  ["larger than an isolate reads", (size: number) => `"${"A".repeat(size)}"`, 26 * 1024 * 1024, 200],
  [
    "large and nested deeper than anyone writes",
    (size: number) => `["${"A".repeat(size)}",${"[".repeat(300)}`,
    2_000_000,
    400,
  ],
  ["large that breaks off", (size: number) => `"${"A".repeat(size)}`, 2_000_000, 400],
  ["full of quotes and backslashes", (count: number) => JSON.stringify('\\"['.repeat(count)), 2_000, 200],
])("a body %s is kept or refused by rule", async (_, data, size, status) => {
  const { given: tenant, hook } = await given();
  const body = JSON.stringify(eventOf(tenant, { event: "call", data: "@" })).replace('"@"', () => data(size));
  expect((await call("POST", hook, { body })).status).toBe(status);
  const kept = await logOf(tenant, "&type=call");
  expect(kept).toHaveLength(status === 200 ? 1 : 0);
  expect(await logOf(tenant, "&type=zapin.event.refused")).toHaveLength(status === 200 ? 0 : 1);
});

test.each([
  [
    "too_large",
    413,
    (given: GivenTenant) => JSON.stringify(eventOf(given, { data: "A".repeat(1_100_000) })),
    157286401,
  ],
  [
    "too_deep",
    400,
    (given: GivenTenant) => `{"event":"call","instance":"${given.tenantId}--shop","data":${"[".repeat(999)}`,
  ],
  ["no_json", 400, () => '{"event":"call",'],
  [
    "no_event",
    400,
    (given: GivenTenant) => `{"data":"${"A".repeat(1_100_000)}",${JSON.stringify(eventOf(given)).slice(1)}`,
  ],
  ["other_instance", 400, (given: GivenTenant) => JSON.stringify(eventOf(given, { instance: "x--shop" }))],
] as const)(
  "an event that is refused for %s is told of in the log, once",
  async (reason, status, bodyOf, length?: number) => {
    const { given: tenant, hook } = await given();
    const body = bodyOf(tenant);
    const headers: Record<string, string> = length ? { "content-length": String(length) } : {};
    for (let time = 0; time < 2; time++) expect((await call("POST", hook, { body, headers })).status).toBe(status);
    const told = await logOf(tenant, "&type=zapin.event.refused");
    expect(told.map(({ instance, body }) => [instance, (body as { data: { reason: string } }).data.reason])).toEqual([
      ["shop", reason],
    ]);
  },
);

test("an event too large to be held is logged in the tenant's names, read back whole, and known by its message", async () => {
  const { given: tenant, hook } = await given();
  const globalKey = await tenant.ctx.sandboxKey();
  const id = crypto.randomUUID();
  const data = {
    key: { id, fromMe: false, remoteJid: "5511988887777@s.whatsapp.net" },
    message: { base64: "é".repeat(3_000_000), from: `${tenant.tenantId}--shop`, secret: globalKey },
  };
  const body = JSON.stringify(eventOf(tenant, { data, apikey: "OLD-TOKEN-OF-UPSTREAM-4711" }));
  for (let time = 0; time < 2; time++) {
    expect(await (await call("POST", hook, { body })).json()).toEqual({ status: "accepted" });
  }
  const [listed, ...others] = await logOf(tenant, "&type=messages.upsert");
  expect(others).toEqual([]);
  expect(listed!.body).toMatchObject({ event: "messages.upsert", instance: "shop", data: null });
  expect(JSON.stringify(listed)).not.toContain("OLD-TOKEN");
  expect(listed!.dataBytes).toBeGreaterThan(6_000_000);

  const whole = (await (await tenant.call("GET", `/api/events/${listed!.sequence}`)).json()) as LoggedEvent;
  expect(whole).toEqual({
    ...listed,
    body: {
      ...(listed!.body as object),
      data: { ...data, message: { ...data.message, from: "shop", secret: "" } },
    },
  });
  const { shop } = await tenant.ctx.hub(tenant.tenantId).findInstances(["shop"]);
  expect(await tenant.ctx.journal(tenant.tenantId).missingMessages(shop!.id, [id, "other"])).toEqual(["other"]);
});

test("the token of an instance that is gone is not kept in a large event either", async () => {
  const { given: tenant, hook } = await given();
  const old = "OLD-TOKEN-OF-UPSTREAM-4711";
  const data = { base64: "A".repeat(1_500_000), token: old };
  await call("POST", hook, { body: eventOf(tenant, { data, apikey: old }) });
  const [listed] = await logOf(tenant, "&type=messages.upsert");
  const whole = await (await tenant.call("GET", `/api/events/${listed!.sequence}`)).text();
  expect(whole).toContain('"token":"zpn_live_');
  expect(whole).not.toContain(old);
});

test("an object whose event never came is removed after a day, and one whose event came is not", async () => {
  const { given: tenant, hook } = await given();
  const journal = tenant.ctx.journal(tenant.tenantId);
  const body = JSON.stringify(eventOf(tenant, { data: { base64: "A".repeat(1_500_000) } }));
  // The same twice: one event, and two objects of which the log needs one.
  for (let time = 0; time < 2; time++) await call("POST", hook, { body });
  const [event] = await logOf(tenant, "&type=messages.upsert");
  const objects = async () => (await env.BODIES.list({ prefix: tenant.tenantId })).objects.map(({ key }) => key);
  expect(await objects()).toHaveLength(2);
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 25 * 60 * 60_000);
  await journal.removeOld({ events: 0, requests: 0, usage: 0 });
  vi.restoreAllMocks();
  expect(await objects()).toHaveLength(1);
  expect((await tenant.call("GET", `/api/events/${event!.sequence}`)).status).toBe(200);
});

test("a page of the log ends where its bodies become large, and the next one goes on there", async () => {
  const { given: tenant, hook } = await given();
  for (let at = 0; at < 9; at++) {
    await call("POST", hook, { body: eventOf(tenant, { data: { at, base64: "A".repeat(900_000) } }) });
  }
  const read: number[] = [];
  let pages = 0;
  for (let after = 0; ; pages++) {
    const answer = await tenant.call("GET", `/api/events?limit=500&type=messages.upsert&after=${after}`);
    const page = (await answer.json()) as { events: LoggedEvent[]; next: number };
    if (page.events.length === 0) break;
    read.push(...page.events.map(({ body }) => (body as { data: { at: number } }).data.at));
    after = page.next;
  }
  expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(pages).toBe(3);
});

test("an event that Zapin does not know is kept like every other", async () => {
  const { given: tenant, hook } = await given();
  expect((await call("POST", hook, { body: eventOf(tenant, { event: "newsletter.upsert" }) })).status).toBe(200);
  expect(await logOf(tenant, "&type=newsletter.upsert")).toHaveLength(1);
});

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["a list", "[]"],
  ["a number", "1"],
  ["null", "null"],
  ["no event", "{}"],
  ["a strange event", '{"event":{},"instance":"x"}'],
])("%s is 400", async (_, body) => {
  const { hook } = await given();
  expect((await call("POST", hook, { body })).status).toBe(400);
});

test("the phone's key material is not kept", async () => {
  const { given: tenant, hook } = await given();
  const secret = eventOf(tenant, {
    event: "messages.edited",
    data: { type: "APP_STATE_SYNC_KEY_SHARE", appStateSyncKeyShare: { keys: [] } },
  });
  expect(await (await call("POST", hook, { body: secret })).json()).toEqual({ status: "ignored" });
});

test("a body too large for the queue goes by R2 and is read back whole", async () => {
  const { given: tenant, hook } = await given();
  const base64 = "A".repeat(400_000);
  await call("POST", hook, { body: eventOf(tenant, { data: { message: { base64 } } }) });
  await vi.waitFor(
    async () => {
      const [event] = await logOf(tenant, "&type=messages.upsert");
      expect((event?.body as { data?: { message: { base64: string } } })?.data?.message.base64).toHaveLength(400_000);
    },
    { timeout: 15_000 },
  );
  await vi.waitFor(async () => {
    const keys = (await env.BODIES.list({ prefix: tenant.tenantId })).objects.map(({ key }) => key);
    expect(keys).toEqual([expect.stringContaining("/events/")]);
  });
});

test("state and QR are known at once, before the log has the event", async () => {
  const { given: tenant, hook } = await given();
  const qrcode = { instance: "x", pairingCode: null, code: "2@abc", base64: "data:image/png;base64,AAAA" };
  await call("POST", hook, { body: eventOf(tenant, { event: "qrcode.updated", data: { qrcode } }) });
  await vi.waitFor(async () => {
    const instance = (await (await tenant.call("GET", "/api/instances/shop")).json()) as {
      state: string;
      qr: { code: string };
    };
    expect(instance).toMatchObject({ state: "connecting", qr: { code: "2@abc" } });
  });
  const open = {
    instance: "x",
    state: "open",
    wuid: "5511987654321@s.whatsapp.net",
    profileName: "Ana",
    statusReason: 200,
  };
  await call("POST", hook, { body: eventOf(tenant, { event: "connection.update", data: open }) });
  await vi.waitFor(async () => {
    expect(await (await tenant.call("GET", "/api/instances/shop")).json()).toMatchObject({
      state: "open",
      qr: null,
      ownerJid: "5511987654321@s.whatsapp.net",
      profileName: "Ana",
    });
  });
});

test("what is no hook address is refused in JSON, by any method", async () => {
  for (const [method, path] of [
    ["POST", "/hooks/evolution/sandbox"],
    ["GET", "/hooks/evolution/sandbox/x"],
    ["DELETE", "/hooks"],
  ] as const) {
    const answer = await call(method, path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ requestId: answer.headers.get("x-request-id") });
  }
});

test("an event of an instance that was deleted and made anew does not show the old one's token", async () => {
  const { given: tenant, hook } = await given();
  const old = "OLD-TOKEN-OF-UPSTREAM-4711";
  await call("POST", hook, { body: eventOf(tenant, { event: "remove.instance", apikey: old, data: { token: old } }) });
  const [event] = await vi.waitFor(
    async () => {
      const found = await logOf(tenant, "&type=remove.instance");
      expect(found).toHaveLength(1);
      return found;
    },
    { timeout: 15_000 },
  );
  expect(JSON.stringify(event)).not.toContain(old);
  expect((event!.body as { apikey: string }).apikey).toMatch(/^zpn_live_/);
});
