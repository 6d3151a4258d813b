import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { personRequest } from "#tests/support/accounts";
import { confirmed, signedIn } from "#tests/support/people";
import { readSession } from "#workers/auth/session";
import { membership } from "#workers/db/schema";
import { signOut } from "#workers/services/accounts/sign-out";
import { givenContext, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { listen, openLive } from "#tests/support/live";
import type { NewEvent } from "#workers/tenant/journal/events";
import { liveCloses } from "#workers/domain/live";

vi.setConfig({ testTimeout: 30_000 });

async function instanceId(given: GivenTenant, name = "shop"): Promise<string> {
  return (await given.ctx.hub(given.tenantId).findInstances([name]))[name]!.id;
}

/** Writes events into the log, whose readers are told of them. */
async function happened(given: GivenTenant, count: number, more: Partial<NewEvent> = {}): Promise<void> {
  const id = await instanceId(given, more.instance ?? "shop");
  const events = Array.from({ length: count }, (_, at): NewEvent => ({
    fingerprint: crypto.randomUUID().replaceAll("-", ""),
    type: "messages.upsert",
    instanceId: id,
    instance: "shop",
    at: Date.now(),
    seen: null,
    body: { inline: JSON.stringify({ event: "messages.upsert", instance: "shop", data: { at } }) },
    ...more,
  }));
  await given.ctx.journal(given.tenantId).append(events);
}

async function givenShop() {
  const given = await givenTenant({ plan: "enterprise" });
  const { hash } = await givenInstance(given);
  await untilMade(given);
  return { given, instanceKey: hash };
}

/** The sandbox tells of each new instance, in its own time. */
async function untilMade(given: GivenTenant, count = 1): Promise<void> {
  await expect
    .poll(() => given.ctx.journal(given.tenantId).lastSequence(), { timeout: 10_000, interval: 20 })
    .toBe(count);
}

const range = (from: number, through: number) => Array.from({ length: through - from + 1 }, (_, at) => from + at);

test("a key opens a socket as a subprotocol, in a header or in the first message, and is never echoed", async () => {
  const { given } = await givenShop();
  const byProtocol = await listen(given.key);
  expect(byProtocol.protocol).toBe("zapin.v1");
  const byHeader = await openLive({ apikey: given.key });
  await byHeader.until("hello");
  expect(byHeader.protocol).toBeNull();
  const byMessage = await openLive();
  byMessage.say({ type: "authenticate", key: given.key });
  byMessage.say({ type: "subscribe", types: ["messages.upsert"] });
  expect(await byMessage.until("subscribed")).toMatchObject({ types: ["messages.upsert"], instances: null });
  await happened(given, 1);
  for (const client of [byProtocol, byHeader, byMessage]) {
    expect(await client.until("event")).toMatchObject({ event: "messages.upsert", instance: "shop", data: { at: 0 } });
  }
});

test.each([
  ["no key of ours", "zpn_live_aaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb_0123456789"],
  ["no key at all", "secret"],
])("%s is closed with 4401, in every way to send it", async (_, key) => {
  const clients = [
    await openLive({ "sec-websocket-protocol": `zapin.v1, zapin.key.${key}` }),
    await openLive({ authorization: `Bearer ${key}` }),
    await openLive(),
  ];
  clients[2]!.say({ type: "authenticate", key });
  for (const client of clients) expect(await client.untilClosed()).toMatchObject({ code: 4401 });
});

test("a key without the scope is closed with 4403, and one key more than the plan's sockets with 4429", async () => {
  const given = await givenTenant({ plan: "free" });
  const { key } = await given.issue({ scopes: ["messages:send"] });
  const narrow = await openLive({ apikey: key });
  expect(await narrow.untilClosed()).toEqual(liveCloses.forbidden);
  const open = await Promise.all(range(1, 5).map(() => listen(given.key)));
  expect(await (await openLive({ apikey: given.key })).untilClosed()).toEqual(liveCloses.crowded);
  open[0]!.leave();
  // The place is free once the hub has heard of it.
  await vi.waitFor(async () => {
    const again = await openLive({ apikey: given.key });
    await again.until("hello");
  });
  expect(open.slice(1).every(({ closed }) => closed === null)).toBe(true);
});

test("a revoked key's sockets are closed at once, and no other", async () => {
  const { given } = await givenShop();
  const { id, key } = await given.issue();
  const [revoked, other] = [await listen(key), await listen(given.key)];
  expect((await given.call("DELETE", `/api/keys/${id}`)).status).toBe(200);
  expect(await revoked.untilClosed()).toEqual(liveCloses.unauthenticated);
  await happened(given, 1);
  await other.until("event");
  expect(revoked.sequences).toEqual([]);
});

test("a key that expires has its sockets closed at that moment, without anything happening", async () => {
  const { given } = await givenShop();
  const { key } = await given.issue({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  const client = await listen(key);
  const hub = given.ctx.hub(given.tenantId);
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 3_700_000);
  await runDurableObjectAlarm(hub);
  vi.restoreAllMocks();
  expect(await client.untilClosed()).toEqual(liveCloses.unauthenticated);
});

test("an instance's key hears of its own instance only, whatever it asks for", async () => {
  const { given, instanceKey } = await givenShop();
  await givenInstance(given, "other");
  await untilMade(given, 2);
  const client = await listen(instanceKey);
  await happened(given, 2, { instance: "other" });
  client.say({ type: "subscribe", instances: ["other", "shop"], after: 2 });
  await client.until("caught_up");
  await happened(given, 1, { instance: "other" });
  await happened(given, 1);
  expect(await client.until("event")).toMatchObject({ instance: "shop" });
  expect(client.all("event").map(({ instance }) => instance)).toEqual(["shop"]);
});

test("only what was subscribed to arrives, and a later subscription takes its place", async () => {
  const { given } = await givenShop();
  await givenInstance(given, "other");
  await untilMade(given, 2);
  const client = await listen(given.key);
  client.say({ type: "subscribe", instances: ["shop"], types: ["messages.upsert"] });
  await client.until("subscribed");
  await happened(given, 1, { type: "presence.update" });
  await happened(given, 1, { instance: "other" });
  await happened(given, 1);
  await client.until("event");
  client.say({ type: "subscribe" });
  await client.until("subscribed", 2);
  await happened(given, 1, { type: "presence.update", instance: "other" });
  await client.until("event", 2);
  expect(client.all("event").map(({ event, instance }) => `${event} ${instance}`)).toEqual([
    "messages.upsert shop",
    "presence.update other",
  ]);
});

test("`after` brings every event once and in order, also those that happen while the log is read", async () => {
  const { given } = await givenShop();
  const first = await given.ctx.journal(given.tenantId).lastSequence();
  await happened(given, 700);
  const client = await listen(given.key);
  client.say({ type: "subscribe", after: first });
  const acknowledging = setInterval(() => {
    const last = client.sequences.at(-1);
    if (last) client.say({ type: "acknowledge", sequence: last });
  }, 20);
  for (let at = 0; at < 20; at++) await happened(given, 5);
  await client.until("event", 800);
  clearInterval(acknowledging);
  await client.until("caught_up");
  expect(client.sequences).toEqual(range(first + 1, first + 800));
});

test("a number that was not told is read from the log, and nothing comes twice", async () => {
  const { given } = await givenShop();
  const client = await listen(given.key);
  const hub = given.ctx.hub(given.tenantId);
  const event = { id: "evt_x", type: "messages.upsert", instanceId: await instanceId(given), at: 0, seen: null };
  await happened(given, 3);
  await client.until("event", 3);
  // As if the ones before had been lost on their way: the log is asked, and has no more than it had.
  await hub.receive([{ ...event, sequence: 50, data: "{}" }]);
  await hub.receive([{ ...event, sequence: 2, data: "{}" }]);
  await happened(given, 3);
  await client.until("event", 6);
  expect(client.sequences).toEqual(range(2, 7));
});

test("a reader that acknowledges nothing is paused, goes on where it stopped, and is closed if it never reads", async () => {
  const { given } = await givenShop();
  const [slow, never, quick] = [await listen(given.key), await listen(given.key), await listen(given.key)];
  const first = (await slow.until("hello")).sequence;
  await happened(given, 400);
  await quick.until("event", 400);
  quick.say({ type: "acknowledge", sequence: first + 400 });
  await happened(given, 300);
  const paused = await slow.until("paused");
  expect(paused.after).toBe(first + 500);
  await quick.until("event", 700);
  expect(slow.sequences).toHaveLength(500);
  slow.say({ type: "acknowledge", sequence: first + 500 });
  await slow.until("event", 700);
  expect(slow.sequences).toEqual(range(first + 1, first + 700));

  const later = Date.now() + 61_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  await runDurableObjectAlarm(given.ctx.hub(given.tenantId));
  vi.restoreAllMocks();
  expect(await never.untilClosed()).toEqual(liveCloses.slow);
  expect([slow.closed, quick.closed]).toEqual([null, null]);
});

test("acknowledging what was never sent frees nothing", async () => {
  const { given } = await givenShop();
  const client = await listen(given.key);
  client.say({ type: "acknowledge", sequence: 1_000_000 });
  await happened(given, 501);
  await client.until("paused");
  client.say({ type: "acknowledge", sequence: 1_000_000 });
  client.say({ type: "subscribe" });
  await client.until("subscribed");
  expect(client.sequences).toHaveLength(500);
});

test("reading again from the start does not free what is unacknowledged", async () => {
  const { given } = await givenShop();
  await happened(given, 600);
  const client = await listen(given.key);
  for (let at = 1; at <= 3; at++) {
    client.say({ type: "subscribe", after: 0 });
    await client.until("subscribed", at);
    await client.until("paused", at);
  }
  expect(client.all("event")).toHaveLength(500);
});

test.each([
  ["garbage", "{", 4400],
  ["a list", "[]", 4400],
  ["an unknown type", '{"type":"shout"}', 4400],
  ["a wrong member", '{"type":"subscribe","instance":"shop"}', 4400],
  ["a negative number", '{"type":"subscribe","after":-1}', 4400],
  ["an empty list", '{"type":"subscribe","types":[]}', 4400],
  ["too many names", JSON.stringify({ type: "subscribe", instances: range(1, 41).map(String) }), 4400],
  ["a second key", '{"type":"authenticate","key":"x"}', 4400],
  ["a huge message", "x".repeat(17_000), 1009],
  ["bytes", new Uint8Array([1, 2, 3]), 1003],
])("%s closes the socket with a code and a reason, and no other", async (_, message, code) => {
  const { given } = await givenShop();
  const [bad, good] = [await listen(given.key), await listen(given.key)];
  if (typeof message === "string") bad.say(message);
  else bad.sendBytes(message);
  const closed = await bad.untilClosed();
  expect(closed.code).toBe(code);
  expect(closed.reason.length).toBeGreaterThan(10);
  await happened(given, 1);
  await good.until("event");
});

test.each([
  ["garbage", "hello", 4400],
  ["a subscription", '{"type":"subscribe"}', 4400],
  ["a key that is no text", '{"type":"authenticate","key":7}', 4400],
  ["a huge message", "x".repeat(17_000), 1009],
  ["bytes", new Uint8Array([1]), 1003],
])("%s in place of a key closes the socket", async (_, message, code) => {
  const client = await openLive();
  if (typeof message === "string") client.say(message);
  else client.sendBytes(message);
  expect((await client.untilClosed()).code).toBe(code);
});

test("a client that floods is closed, and disturbs no other", async () => {
  const { given } = await givenShop();
  const [flood, good] = [await listen(given.key), await listen(given.key)];
  for (let at = 0; at < 300; at++) flood.say({ type: "acknowledge", sequence: 0 });
  expect(await flood.untilClosed()).toEqual(liveCloses.flood);
  await happened(given, 1);
  await good.until("event");
});

test("whoever acknowledges every single event is no flood", async () => {
  const { given } = await givenShop();
  const client = await listen(given.key);
  const first = (await client.until("hello")).sequence;
  for (let at = 1; at <= 8; at++) {
    await happened(given, 100);
    await client.until("event", at * 100);
    for (const sequence of range(first + at * 100 - 99, first + at * 100))
      client.say({ type: "acknowledge", sequence });
  }
  client.say({ type: "subscribe" });
  await client.until("subscribed");
  expect(client.sequences).toHaveLength(800);
});

test("sockets outlive the sleep of their Object, with what they are subscribed to", async () => {
  const { given } = await givenShop();
  const client = await listen(given.key);
  client.say({ type: "subscribe", types: ["messages.upsert"] });
  await client.until("subscribed");
  const hub = given.ctx.hub(given.tenantId);
  const builtAt = await runInDurableObject(hub, (instance) => new WeakRef(instance));
  await evictDurableObject(hub);
  await happened(given, 1, { type: "presence.update" });
  await happened(given, 1);
  expect(await client.until("event")).toMatchObject({ event: "messages.upsert" });
  expect(await runInDurableObject(hub, (instance) => builtAt.deref() === instance)).toBe(false);
});

test("a foreign page's cookie opens nothing: without a key of its own it is closed", async () => {
  const client = await openLive({ origin: "https://evil.example", cookie: "zapin.session_token=x" });
  client.say("hello");
  expect((await client.untilClosed()).code).toBe(4400);
  expect(client.frames).toEqual([]);
});

test("a client cannot say who it is by the door's own headers", async () => {
  const { given } = await givenShop();
  const client = await openLive({ "x-zapin-user": "somebody", "x-zapin-key-hash": "x", apikey: given.key });
  await client.until("hello");
  const guessed = await openLive({ "x-zapin-user": "somebody", origin: "http://localhost:8787" }).catch(String);
  expect(guessed).toContain("401");
});

async function givenDashboard(email: string) {
  const cookies = await signedIn(await confirmed(email));
  const session = await readSession(env, personRequest(cookies));
  if (!session) throw new Error("no session");
  const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
  const client = await openLive({ origin: "http://localhost:8787", cookie });
  await client.until("hello");
  return { client, cookies, session };
}

test("signing out closes the session's dashboards, and those of another session stay", async () => {
  const email = "two-tabs@example.com";
  const leaving = await givenDashboard(email);
  const tenantId = leaving.session.tenant.id;
  const ctx = givenContext();
  // The same person on another machine.
  const cookies = await signedIn(email);
  const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
  const staying = await openLive({ origin: "http://localhost:8787", cookie });
  await staying.until("hello");

  await signOut(ctx, { request: personRequest(leaving.cookies), tenantId });
  expect(await leaving.client.untilClosed()).toEqual(liveCloses.signedOut);
  await ctx.hub(tenantId).refresh("keys");
  await staying.until("changed");
  expect(staying.closed).toBeNull();
});

test("a session that ended elsewhere, or whose person left the tenant, is found by a timer", async () => {
  const { client, session } = await givenDashboard("put-out@example.com");
  const ctx = givenContext();
  await ctx.db.delete(membership).where(eq(membership.userId, session.user.id));
  const hub = ctx.hub(session.tenant.id);
  const later = Date.now() + 6 * 60_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  await runDurableObjectAlarm(hub).finally(() => vi.restoreAllMocks());
  expect(await client.untilClosed()).toEqual(liveCloses.signedOut);
});
