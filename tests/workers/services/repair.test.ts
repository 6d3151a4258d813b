import { afterEach, expect, test, vi } from "vitest";
import type { FakeEvolution, FakeMessage } from "#tests/support/fake-evolution";
import { call, type GivenTenant } from "#tests/support/given";
import { listen } from "#tests/support/live";
import { givenSharedServer, givenShop } from "#tests/support/shared-server";
import type { Ctx } from "#workers/context";
import type { LoggedEvent } from "#workers/domain/event";
import { checkInstance } from "#workers/services/health/check";

/** Gap repair against a real server's ways, as they were recorded; the sandbox has `health.test.ts`. */

afterEach(() => vi.restoreAllMocks());

interface Shop {
  given: GivenTenant;
  fake: FakeEvolution;
  upstreamName: string;
  /** Has upstream keep messages, each so many seconds after now, and tell of none. */
  keep(...messages: (Partial<FakeMessage> & { second?: number })[]): string[];
  /** Has upstream tell of an event. */
  tell(event: string, data: unknown): Promise<void>;
  /** Looks at the instance as if so many minutes had passed. */
  check(minutes?: number): ReturnType<typeof checkInstance>;
  histories(): number;
}

async function givenConnectedShop(): Promise<Shop> {
  const fake = await givenSharedServer();
  const { given } = await givenShop();
  const { server, upstreamName } = (await given.ctx.hub(given.tenantId).findInstances(["shop"]))["shop"]!;
  const kept = fake.instances.get(upstreamName)!;
  kept.state = "open";
  const hook = `/hooks/evolution/${server}/${await given.ctx.secrets.hookToken(server, upstreamName)}`;
  const tell = async (event: string, data: unknown) => {
    const body = { event, instance: upstreamName, data, date_time: new Date().toISOString(), apikey: kept.token };
    expect(await (await call("POST", hook, { body })).json()).toEqual({ status: "accepted" });
  };
  await tell("connection.update", { instance: upstreamName, state: "open", statusReason: 200 });
  const begun = Math.floor(Date.now() / 1000);
  return {
    given,
    fake,
    upstreamName,
    tell,
    keep: (...messages) =>
      messages.map(({ second = 0, ...more }) => {
        const message = messageAt(begun + second, more);
        kept.history.push(message);
        return message.key.id;
      }),
    check: (minutes = 10) => {
      const later: Ctx = Object.create(given.ctx, {
        now: { value: () => Date.now() + minutes * 60_000 },
        settings: { value: { ...given.ctx.settings, upstreamTimeoutMs: 300 } },
      });
      return checkInstance(later, given.tenantId, "shop");
    },
    histories: () => fake.requests.filter(({ path }) => path.startsWith("/chat/findMessages/")).length,
  };
}

function messageAt(messageTimestamp: number, more: Partial<FakeMessage>): FakeMessage {
  return {
    id: `c${crypto.randomUUID().replaceAll("-", "")}`,
    key: { id: `3EB0${crypto.randomUUID()}`, fromMe: false, remoteJid: "5511988887777@s.whatsapp.net" },
    pushName: "Ana",
    messageType: "conversation",
    message: { conversation: "hello" },
    messageTimestamp,
    source: "android",
    MessageUpdate: [],
    ...more,
  };
}

/** The messages of the log, in the order of their numbers, with whether they were recovered. */
async function messages({ given }: Shop): Promise<{ id: string; recovered: boolean; event: LoggedEvent }[]> {
  const found: LoggedEvent[] = [];
  for (let after = 0; ;) {
    const path = `/api/events?limit=500&type=messages.upsert&type=send.message&after=${after}`;
    const page = (await (await given.call("GET", path)).json()) as { events: LoggedEvent[]; next: number };
    if (page.events.length === 0) break;
    found.push(...page.events);
    after = page.next;
  }
  return found.map((event) => {
    const { data } = event.body as { data: { key: { id: string } } };
    return { id: data.key.id, recovered: event.recovered, event };
  });
}

async function recovered(shop: Shop): Promise<string[]> {
  return (await messages(shop)).flatMap(({ id, recovered }) => (recovered ? [id] : []));
}

async function told(shop: Shop, type: string): Promise<LoggedEvent[]> {
  const answer = await shop.given.call("GET", `/api/events?limit=500&type=${type}`);
  return ((await answer.json()) as { events: LoggedEvent[] }).events;
}

test("a history of several pages is recovered whole, each message once, in the order of their times", async () => {
  const shop = await givenConnectedShop();
  // Several of one second lie on both sides of every border between pages.
  const lost = Array.from({ length: 350 }, (_, at) => ({ second: Math.floor(at / 7) }));
  const ids = shop.keep(...lost);
  expect(await shop.check()).toMatchObject({ reason: "events_missed" });
  const found = await messages(shop);
  expect(found.every(({ recovered }) => recovered)).toBe(true);
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const times = found.map(({ event }) => (event.body as { data: FakeMessage }).data.messageTimestamp);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(await shop.check(15)).toBeNull();
  expect(await recovered(shop)).toHaveLength(350);
});

test("more messages of one second than a page holds are recovered as well", async () => {
  const shop = await givenConnectedShop();
  const ids = shop.keep({ second: 5 }, ...Array.from({ length: 260 }, () => ({ second: 60 })), { second: 90 });
  await shop.check();
  expect((await recovered(shop)).sort()).toEqual([...ids].sort());
});

test("more messages of one minute than a check reads otherwise are recovered as well", async () => {
  const shop = await givenConnectedShop();
  const ids = shop.keep(...Array.from({ length: 2_300 }, (_, at) => ({ second: 30 + (at % 25) })));
  // A span that is too full is read in pieces, one a check.
  for (const minutes of [10, 15, 20]) await shop.check(minutes);
  expect((await recovered(shop)).sort()).toEqual([...ids].sort());
}, 60_000);

test("a history with more text than may be held is read in smaller pages", async () => {
  const shop = await givenConnectedShop();
  const message = { conversation: "A".repeat(90_000) };
  const ids = shop.keep(...Array.from({ length: 110 }, (_, at) => ({ second: at, message })));
  await shop.check();
  expect(await recovered(shop)).toEqual(ids);
});

test.each<[string, () => Response | Promise<Response>]>([
  ["answers 500", () => Response.json({ status: 500, error: "Internal Server Error" }, { status: 500 })],
  ["breaks off", () => Promise.reject(new TypeError("Network connection lost."))],
  ["hangs", () => new Promise<Response>(() => {})],
  ["hangs in the middle of its answer", () => hanging('{"messages":{"total":250,')],
  [
    "shows a page of HTML",
    () => new Response("<html>Bad Gateway</html>", { headers: { "content-type": "text/html" } }),
  ],
  ["answers with half of a page", () => new Response('{"messages":{"total":250,"pages":3,"records":[{"id"')],
  ["answers in another form", () => Response.json({ messages: { records: [] } })],
  ["answers with records that are no list", () => Response.json({ messages: { total: 1, pages: 1, records: {} } })],
])("where upstream %s half-way, the next check recovers the rest, and nothing twice", async (_, accident) => {
  const shop = await givenConnectedShop();
  const ids = shop.keep(...Array.from({ length: 250 }, (_, at) => ({ second: at })));
  let asked = 0;
  shop.fake.accident = ({ path }) => (path.startsWith("/chat/findMessages/") && ++asked > 1 ? accident() : null);
  await shop.check();
  expect(asked).toBe(2);
  shop.fake.accident = null;
  await shop.check(15);
  expect((await recovered(shop)).sort()).toEqual([...ids].sort());
});

test("two checks at once, and more after them, recover each message once and tell of the trouble once", async () => {
  const shop = await givenConnectedShop();
  const ids = shop.keep(...Array.from({ length: 120 }, (_, at) => ({ second: at })));
  await Promise.all([shop.check(), shop.check(10.2)]);
  await shop.check(11);
  expect(await recovered(shop)).toEqual(ids);
  expect(await told(shop, "zapin.instance.degraded")).toHaveLength(1);
});

test("a message that came by hook, before or while the history is read or long after, is one event", async () => {
  const shop = await givenConnectedShop();
  const [before, during, lost] = shop.keep({ second: 1 }, { second: 2 }, { second: 3 });
  const hook = (id: string, words = "hello") =>
    shop.tell("messages.upsert", { key: { id, fromMe: false }, message: { conversation: words } });
  await hook(before!);
  shop.fake.accident = async ({ path }) => {
    if (path.startsWith("/chat/findMessages/")) await hook(during!);
    return null;
  };
  await shop.check();
  await hook(lost!);
  const found = await messages(shop);
  expect(found.map(({ id, recovered }) => [id, recovered])).toEqual([
    [before, false],
    [during, false],
    [lost, true],
  ]);
});

test("a message that came by hook after the log was asked and before the repair was written is one event", async () => {
  const shop = await givenConnectedShop();
  const [id] = shop.keep({ second: 1 });
  const journal = shop.given.ctx.journal(shop.given.tenantId);
  const { shop: policy } = await shop.given.ctx.hub(shop.given.tenantId).findInstances(["shop"]);
  expect(await journal.missingMessages(policy!.id, [id!])).toEqual([id]);
  const ctx: Ctx = Object.create(shop.given.ctx, {
    now: { value: () => Date.now() + 10 * 60_000 },
    journal: {
      value: () =>
        new Proxy(journal, {
          get: (stub, name) =>
            name === "missingMessages"
              ? async (...asked: Parameters<typeof journal.missingMessages>) => {
                  const missing = await stub.missingMessages(...asked);
                  await shop.tell("messages.upsert", { key: { id, fromMe: false }, message: { conversation: "now" } });
                  return missing;
                }
              : Reflect.get(stub, name),
        }),
    },
  });
  await checkInstance(ctx, shop.given.tenantId, "shop");
  expect((await messages(shop)).map(({ id, recovered }) => [id, recovered])).toEqual([[id, false]]);
});

test("an instance of which upstream says, when asked, that it is not connected is left alone", async () => {
  const shop = await givenConnectedShop();
  shop.keep({ second: 1 });
  shop.fake.instances.get(shop.upstreamName)!.state = "close";
  expect(await shop.check()).toMatchObject({ reason: "not_connected" });
  expect(shop.histories()).toBe(0);
  expect(await messages(shop)).toEqual([]);
});

test("an instance that is known not to be connected is not even asked about", async () => {
  const shop = await givenConnectedShop();
  await shop.tell("connection.update", { instance: shop.upstreamName, state: "close", statusReason: 401 });
  shop.fake.requests.length = 0;
  expect(await shop.check()).toBeNull();
  expect(shop.fake.requests).toEqual([]);
});

test("a connection that was just opened is not compared with what was before it", async () => {
  const shop = await givenConnectedShop();
  const [, lost] = shop.keep({ second: -100 }, { second: 20 });
  for (const minutes of [1.2, 1.5, 1.8, 10]) await shop.check(minutes);
  expect(await recovered(shop)).toEqual([lost]);
});

test("what is found reaches endpoints and sockets in the tenant's names, marked as recovered", async () => {
  const shop = await givenConnectedShop();
  const got: { url: string; body: string }[] = [];
  const toServers = vi.mocked(fetch).getMockImplementation()!;
  vi.mocked(fetch).mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit);
    if (!request.url.startsWith("https://receiver.example/")) return toServers(input, init);
    got.push({ url: request.url, body: await request.text() });
    return new Response("ok");
  });
  for (const format of ["zapin", "evolution"]) {
    const body = { url: `https://receiver.example/${format}`, format, events: ["messages.upsert"] };
    expect((await shop.given.call("POST", "/api/endpoints", { body })).status).toBe(201);
  }
  const live = await listen(shop.given.key);
  live.say({ type: "subscribe", types: ["messages.upsert"] });
  await live.until("subscribed");

  const [id] = shop.keep({ second: 1, message: { conversation: `from ${shop.upstreamName}` } });
  await shop.check();
  const frame = await live.until("event");
  const data = { key: { id }, message: { conversation: "from shop" }, status: "DELIVERY_ACK" };
  expect(frame).toMatchObject({ event: "messages.upsert", instance: "shop", recovered: true, data });
  expect(frame.data).not.toHaveProperty("MessageUpdate");
  await vi.waitFor(() => expect(got).toHaveLength(2), { timeout: 15_000 });
  const bodies = Object.fromEntries(got.map(({ url, body }) => [new URL(url).pathname, JSON.parse(body) as object]));
  expect(bodies["/zapin"]).toMatchObject({ type: "messages.upsert", instance: "shop", recovered: true, data });
  expect(bodies["/evolution"]).toMatchObject({ event: "messages.upsert", instance: "shop", data });
  const token = shop.fake.instances.get(shop.upstreamName)!.token;
  expect(JSON.stringify([frame, got])).not.toContain(token);
  expect(JSON.stringify([frame, got])).not.toContain(shop.upstreamName);
  live.leave();
});

test("rows that are not understood, or of which no event was ever made, do not hide the others", async () => {
  const shop = await givenConnectedShop();
  const sent = { id: "SENT", fromMe: true, remoteJid: "5511988887777@s.whatsapp.net" };
  const [, , received] = shop.keep(
    { second: 1, key: {} as never },
    { second: 2, message: null, MessageUpdate: [{ status: "DELETED" }] },
    { second: 3 },
    { second: 4, key: sent, source: "web", MessageUpdate: [{ status: "READ" }] },
  );
  await shop.check();
  const found = await messages(shop);
  expect(found.map(({ id, event }) => [event.type, id])).toEqual([
    ["messages.upsert", received],
    ["send.message", "SENT"],
  ]);
});

function hanging(text: string): Response {
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(text)) });
  return new Response(body, { headers: { "content-type": "application/json" } });
}
