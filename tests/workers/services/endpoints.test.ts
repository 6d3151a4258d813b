import { afterEach, expect, test, vi } from "vitest";
import { Webhook } from "standardwebhooks";
import { call, givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import { givenOwner, mailsTo } from "#tests/support/owners";
import type { Delivery } from "#workers/domain/delivery";
import type { IssuedEndpoint, PublicEndpoint } from "#workers/domain/endpoint";
import { ownEvents, type OwnEvent } from "#workers/domain/own-event";

const url = "https://receiver.example/hook";

afterEach(() => vi.restoreAllMocks());

interface Got {
  url: string;
  headers: Headers;
  body: string;
}

/** Catches what goes to receivers; answers as told, else 200. */
function givenReceiver(answer: (got: Got, count: number) => Response | Promise<Response> = () => new Response("ok")) {
  const got: Got[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit);
    const one = { url: request.url, headers: request.headers as Headers, body: await request.text() };
    got.push(one);
    return answer(one, got.length);
  });
  return got;
}

const path = (id: string, more = "") => `/api/endpoints/${id}${more}`;

async function create(given: GivenTenant, more: object = {}): Promise<IssuedEndpoint> {
  const answer = await given.call("POST", "/api/endpoints", { body: { url, ...more } });
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.json();
}

let told = 0;
const own = (more: Partial<OwnEvent> = {}): OwnEvent => ({
  id: `test:${++told}`,
  type: "zapin.bot.failed",
  instanceId: null,
  instance: null,
  at: Date.now(),
  data: ownEvents["zapin.bot.failed"].sample,
  ...more,
});
const emit = (given: GivenTenant, ...events: OwnEvent[]) => given.ctx.journal(given.tenantId).emit(events);

async function deliveries(given: GivenTenant, id: string, query = ""): Promise<Delivery[]> {
  const answer = await given.call("GET", path(id, `/deliveries?limit=100${query}`));
  return ((await answer.json()) as { deliveries: Delivery[] }).deliveries;
}

const within = { timeout: 15_000 };

test("an endpoint gets the events that it asked for, in Zapin's envelope, signed with the secret it was told", async () => {
  const given = await givenTenant();
  const got = givenReceiver();
  const { secret, ...endpoint } = await create(given, {
    format: "zapin",
    events: ["zapin.bot.failed"],
    description: "till",
    headers: { "x-own": "sesame" },
  });
  expect(secret).toMatch(/^whsec_/);
  expect(endpoint).toMatchObject({ events: ["zapin.bot.failed"], instances: null, headers: ["x-own"], enabled: true });
  await emit(given, own({ type: "zapin.quota.reached" }), own());
  await vi.waitFor(() => expect(got).toHaveLength(1), within);
  const { headers, body } = got[0]!;
  const signed = Object.fromEntries(
    ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, headers.get(name)!]),
  );
  expect(new Webhook(secret).verify(body, signed)).toMatchObject({
    id: headers.get("webhook-id"),
    sequence: 2,
    type: "zapin.bot.failed",
    instance: null,
    data: ownEvents["zapin.bot.failed"].sample,
  });
  expect(headers.get("x-own")).toBe("sesame");
  const shown = await vi.waitFor(async () => {
    const [delivery] = await deliveries(given, endpoint.id, "&status=delivered");
    expect(delivery).toMatchObject({ sequence: 2, status: "delivered", nextAttemptAt: null });
    return delivery!;
  }, within);
  expect(shown.attempts).toMatchObject([{ status: 200, response: "ok", error: null, request: { url } }]);
  expect(JSON.stringify(shown)).not.toContain("sesame");
  const figures = (await (await given.call("GET", path(endpoint.id))).json()) as PublicEndpoint;
  expect(figures.last24Hours).toEqual({ delivered: 1, failed: 0, pending: 0, successRate: 1 });
});

test("an endpoint of chosen instances gets theirs and what is about the account; one without a list gets all", async () => {
  const given = await givenTenant();
  await givenInstance(given, "shop");
  await givenInstance(given, "till");
  const ids = await given.ctx.hub(given.tenantId).findInstances(["shop", "till"]);
  const got = givenReceiver();
  await create(given, { url: `${url}/some`, instances: ["shop"], format: "zapin", events: ["ZAPIN_BOT_FAILED"] });
  await create(given, { url: `${url}/all`, format: "zapin", events: ["zapin.bot.failed"] });
  const about = (name: string) => own({ instanceId: ids[name]!.id, instance: name });
  await emit(given, about("shop"), about("till"), own());
  await vi.waitFor(() => expect(got).toHaveLength(5), within);
  const instances = (to: string) =>
    got
      .filter((one) => one.url === `${url}/${to}`)
      .map(({ body }) => (JSON.parse(body) as { instance: string | null }).instance)
      .sort();
  expect(instances("some")).toEqual([null, "shop"].sort());
  expect(instances("all")).toEqual([null, "shop", "till"].sort());
});

test("while a secret is being replaced both sign; after it only the new one", async () => {
  const given = await givenTenant();
  const got = givenReceiver();
  const first = await create(given);
  const rotated = await given.call("POST", path(first.id, "/secret/rotate"), { body: { overlap: "1h" } });
  expect(rotated.status).toBe(201);
  const { secret, previousSecretUntil } = (await rotated.json()) as IssuedEndpoint;
  expect(secret).not.toBe(first.secret);
  expect(previousSecretUntil).toBeGreaterThan(Date.now());
  expect(await (await given.call("GET", path(first.id, "/secret"))).json()).toEqual({ secret });

  await given.call("POST", path(first.id, "/test"));
  await given.call("POST", path(first.id, "/secret/rotate"), { body: { overlap: "now" } });
  await given.call("POST", path(first.id, "/test"));
  const opens = (one: Got, key: string) => {
    const signed = Object.fromEntries([...one.headers].filter(([name]) => name.startsWith("webhook-")));
    try {
      new Webhook(key).verify(one.body, signed);
      return true;
    } catch {
      return false;
    }
  };
  expect([opens(got[0]!, first.secret), opens(got[0]!, secret)]).toEqual([true, true]);
  expect([opens(got[1]!, first.secret), opens(got[1]!, secret)]).toEqual([false, false]);
});

test("a test delivers a sample and tells the answer, and leaves no trace in the log", async () => {
  const given = await givenTenant();
  const got = givenReceiver(() => new Response("busy", { status: 503 }));
  const { id } = await create(given);
  const answer = await given.call("POST", path(id, "/test"), { body: { type: "CALL" } });
  expect(await answer.json()).toMatchObject({ delivered: false, status: 503, response: "busy", request: { url } });
  expect(JSON.parse(got[0]!.body)).toMatchObject({ event: "call", data: { status: "offer" }, destination: url });
  expect(got[0]!.headers.get("webhook-id")).toMatch(/^evt_test_/);
  expect(await given.ctx.journal(given.tenantId).lastSequence()).toBe(0);
});

test("what is produced while an endpoint is off arrives after it is on and recovered: all of it, in order, once", async () => {
  const given = await givenTenant();
  const got = givenReceiver();
  const { id } = await create(given, { format: "zapin", events: ["zapin.bot.failed"] });
  await emit(given, own());
  await vi.waitFor(() => expect(got).toHaveLength(1), within);
  await given.call("PATCH", path(id), { body: { enabled: false } });
  for (let at = 0; at < 5; at++) await emit(given, ...Array.from({ length: 100 }, () => own()));
  expect((await given.call("POST", path(id, "/recover"), { body: { after: 0 } })).status).toBe(409);
  await given.call("PATCH", path(id), { body: { enabled: true } });
  const recovered = await given.call("POST", path(id, "/recover"), { body: { after: 0 } });
  expect(recovered.status).toBe(202);
  expect(await recovered.json()).toEqual({ from: 1, until: 501 });
  await vi.waitFor(() => expect(got).toHaveLength(501), { timeout: 60_000 });
  const sequences = got.map(({ body }) => (JSON.parse(body) as { sequence: number }).sequence);
  expect(sequences).toEqual(sequences.map((_, at) => at + 1));
}, 90_000);

test("a receiver that is gone switches its endpoint off, and the tenant hears of it", async () => {
  const given = await givenTenant();
  const got = givenReceiver(() => new Response(null, { status: 410 }));
  const { id } = await create(given, { events: ["zapin.bot.failed"] });
  await emit(given, own());
  await vi.waitFor(async () => {
    const endpoint = (await (await given.call("GET", path(id))).json()) as PublicEndpoint;
    expect(endpoint).toMatchObject({ enabled: false, disabled: { reason: "gone" } });
    const answer = await given.call("GET", "/api/events?type=zapin.endpoint.disabled");
    const { events } = (await answer.json()) as { events: { body: { data: unknown } }[] };
    expect(events.map(({ body }) => body.data)).toMatchObject([{ endpointId: id, reason: "gone", url }]);
  }, within);
  await emit(given, own());
  expect(got).toHaveLength(1);
  await given.call("PATCH", path(id), { body: { enabled: true } });
  const endpoint = (await (await given.call("GET", path(id))).json()) as PublicEndpoint;
  expect(endpoint).toMatchObject({ enabled: true, disabled: null });
});

test("a receiver that has failed for five days, and never worked between, switches its endpoint off; owners get a mail", async () => {
  const given = await givenTenant();
  const owner = await givenOwner(given);
  const started = Date.now();
  const day = 24 * 60 * 60_000;
  let status = 500;
  const got = givenReceiver(() => new Response(null, { status }));
  const { id } = await create(given, { events: ["zapin.bot.failed"] });
  const endpoint = async () => (await (await given.call("GET", path(id))).json()) as PublicEndpoint;
  /** An event of that day, attempted once and judged. */
  const attemptOn = async (days: number) => {
    vi.spyOn(Date, "now").mockReturnValue(started + days * day);
    const before = got.length;
    await emit(given, own());
    await vi.waitFor(async () => {
      expect(got.length).toBeGreaterThan(before);
      // Not by the API: in a second that never ends, its limit would be reached.
      const [newest] = await given.ctx.journal(given.tenantId).listDeliveries(id, { limit: 1 });
      expect(newest!.attempts.length).toBeGreaterThan(0);
    }, within);
  };

  await attemptOn(0);
  status = 200;
  await attemptOn(3);
  status = 500;
  await attemptOn(6);
  expect((await endpoint()).enabled).toBe(true);
  await attemptOn(10.9);
  expect((await endpoint()).enabled).toBe(true);
  // Whichever of the deliveries that are due now is tried first decides it.
  vi.spyOn(Date, "now").mockReturnValue(started + 11 * day);
  await emit(given, own());
  await vi.waitFor(async () => {
    expect(await endpoint()).toMatchObject({ enabled: false, disabled: { reason: "failing" } });
    const answer = await given.call("GET", "/api/events?type=zapin.endpoint.disabled");
    const { events } = (await answer.json()) as { events: { body: { data: unknown } }[] };
    expect(events.map(({ body }) => body.data)).toMatchObject([
      { endpointId: id, reason: "failing", url, failingSince: started + 6 * day, lastError: "HTTP 500" },
    ]);
    const mails = await mailsTo(given, owner);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain(url);
  }, within);
}, 60_000);

test("a retry by hand delivers again at once, also what arrived", async () => {
  const given = await givenTenant();
  const got = givenReceiver((_, count) => new Response(null, { status: count === 1 ? 500 : 200 }));
  const { id } = await create(given, { events: ["zapin.bot.failed"] });
  await emit(given, own());
  const [failed] = await vi.waitFor(async () => {
    const pending = await deliveries(given, id);
    expect(pending[0]?.attempts).toMatchObject([{ status: 500 }]);
    return pending;
  }, within);
  expect(failed!.nextAttemptAt).toBeGreaterThan(Date.now());
  const answer = await given.call("POST", `/api/deliveries/${failed!.id}/retry`);
  expect(answer.status).toBe(202);
  await vi.waitFor(() => expect(got).toHaveLength(2), within);
  expect(got[1]!.headers.get("webhook-id")).toBe(got[0]!.headers.get("webhook-id"));
  const read = await vi.waitFor(async () => {
    const found = (await (await given.call("GET", `/api/deliveries/${failed!.id}`)).json()) as Delivery;
    expect(found.status).toBe("delivered");
    return found;
  }, within);
  expect(read).toMatchObject({
    attempts: [{ status: 500 }, { status: 200 }],
    event: { sequence: 1, body: { event: "zapin.bot.failed" } },
  });
  await given.call("POST", `/api/deliveries/${failed!.id}/retry`);
  await vi.waitFor(() => expect(got).toHaveLength(3), within);
});

test("no more deliveries are under way than the endpoint takes at the same time", async () => {
  const given = await givenTenant();
  let open = 0;
  let most = 0;
  const got = givenReceiver(async () => {
    most = Math.max(most, ++open);
    await scheduler.wait(20);
    open--;
    return new Response("ok");
  });
  await create(given, { concurrency: 3, events: ["zapin.bot.failed"] });
  await emit(given, ...Array.from({ length: 30 }, () => own()));
  await vi.waitFor(() => expect(got).toHaveLength(30), within);
  expect(most).toBe(3);
});

test("an endpoint with a rate gets no more than that in a second, and everything in the end", async () => {
  const given = await givenTenant();
  const times: number[] = [];
  givenReceiver(() => {
    times.push(Date.now());
    return new Response("ok");
  });
  await create(given, { ratePerSecond: 10, events: ["zapin.bot.failed"] });
  await emit(given, ...Array.from({ length: 25 }, () => own()));
  await vi.waitFor(() => expect(times).toHaveLength(25), within);
  // Ten at once, and then one every tenth of a second.
  expect(times.at(-1)! - times[0]!).toBeGreaterThan(1_300);
});

test("deleting an endpoint ends its deliveries", async () => {
  const given = await givenTenant();
  givenReceiver(() => new Response(null, { status: 500 }));
  const { id } = await create(given, { events: ["zapin.bot.failed"] });
  await emit(given, own());
  await vi.waitFor(async () => expect((await deliveries(given, id))[0]?.attempts).toHaveLength(1), within);
  expect((await given.call("DELETE", path(id))).status).toBe(200);
  expect((await given.call("GET", path(id))).status).toBe(404);
  expect((await given.call("GET", path(id, "/deliveries"))).status).toBe(404);
  expect((await given.call("GET", `/api/deliveries/dlv_1_${id}`)).status).toBe(404);
});

test("endpoints, deliveries and secrets of another tenant are not there", async () => {
  const owner = await givenTenant();
  const other = await givenTenant();
  const { id } = await create(owner);
  for (const [method, at] of [
    ["GET", path(id)],
    ["PATCH", path(id)],
    ["DELETE", path(id)],
    ["GET", path(id, "/secret")],
    ["POST", path(id, "/secret/rotate")],
    ["POST", path(id, "/test")],
    ["GET", path(id, "/deliveries")],
    ["GET", `/api/deliveries/dlv_1_${id}`],
    ["POST", `/api/deliveries/dlv_1_${id}/retry`],
  ] as const) {
    expect([method, at, (await other.call(method, at, method === "PATCH" ? { body: {} } : {})).status]).toEqual([
      method,
      at,
      404,
    ]);
  }
  expect((await other.call("POST", path(id, "/recover"), { body: { after: 0 } })).status).toBe(404);
  expect((await call("GET", path(id))).status).toBe(401);
});

test("of twenty endpoints made at once a plan for ten keeps ten", async () => {
  const given = await givenTenant({ plan: "business" });
  const made = await Promise.all(
    Array.from({ length: 20 }, () => given.call("POST", "/api/endpoints", { body: { url } })),
  );
  expect(made.filter(({ status }) => status === 201)).toHaveLength(10);
  const refused = (await made.find(({ status }) => status === 403)!.json()) as { detail: string };
  expect(refused.detail).toContain("10 endpoints");
});

test.each([
  [{}, "url"],
  [{ url: 7 }, "url"],
  [{ url: "http://10.0.0.1/" }, "url"],
  [{ url, events: [] }, "events"],
  [{ url, events: ["messages.never"] }, "events"],
  [{ url, events: "messages.upsert" }, "events"],
  [{ url, instances: ["nobody"] }, "instances"],
  [{ url, format: "xml" }, "format"],
  [{ url, concurrency: 0 }, "concurrency"],
  [{ url, concurrency: 1.5 }, "concurrency"],
  [{ url, ratePerSecond: -1 }, "ratePerSecond"],
  [{ url, headers: { "webhook-id": "x" } }, "headers"],
  [{ url, headers: { "x-a": "line\nbreak" } }, "headers"],
  [{ url, headers: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`x-${at}`, ""])) }, "headers"],
  [{ url, description: "x".repeat(201) }, "description"],
  [{ url, owner: "me" }, undefined],
])("%j is refused and names its field", async (body, field) => {
  const given = await givenTenant();
  const answer = await given.call("POST", "/api/endpoints", { body });
  expect(answer.status).toBe(400);
  const refused = (await answer.json()) as { field?: string };
  expect(refused.field?.split(".")[0]).toBe(field);
});

test("Evolution's webhook is one of the endpoints: seen, switched and retried here, changed there", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const webhook = { enabled: true, url, events: ["MESSAGES_UPSERT"] };
  await given.call("POST", "/v1/webhook/set/shop", { body: { webhook } });
  const { endpoints } = (await (await given.call("GET", "/api/endpoints")).json()) as { endpoints: PublicEndpoint[] };
  expect(endpoints).toMatchObject([
    { webhookOf: "shop", instances: ["shop"], events: ["messages.upsert"], format: "evolution" },
  ]);
  const at = path(endpoints[0]!.id);
  expect((await given.call("PATCH", at, { body: { url } })).status).toBe(400);
  expect((await given.call("PATCH", at, { body: { enabled: false } })).status).toBe(200);
  expect(await (await given.call("GET", "/v1/webhook/find/shop")).json()).toMatchObject({ enabled: false });
});

test("the catalogue holds every type that one can ask for, each with a schema and a sample", async () => {
  const given = await givenTenant();
  const { types } = (await (await given.call("GET", "/api/event-types")).json()) as {
    types: { type: string; name: string; source: string; schema: object }[];
  };
  expect(types.filter(({ source }) => source === "evolution")).toHaveLength(31);
  const all = types.map(({ type }) => type);
  const { events } = await create(given, { events: all });
  expect(events).toEqual(all);
  expect(types.every((one) => Object.keys(one.schema).length > 0 && "sample" in one)).toBe(true);
});
