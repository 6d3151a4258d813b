import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import type { Ctx } from "#workers/context";
import { checkInstance } from "#workers/services/health/check";

vi.setConfig({ testTimeout: 30_000 });

interface Logged {
  type: string;
  recovered: boolean;
  body: { data: Record<string, unknown> & { key?: { id?: string }; message?: { conversation?: string } } };
}

async function log(given: GivenTenant): Promise<Logged[]> {
  return ((await (await given.call("GET", "/api/events?limit=500")).json()) as { events: Logged[] }).events;
}

/** Looks at the instance as if so many minutes had passed. */
function checkIn(given: GivenTenant, minutes: number) {
  const later: Ctx = Object.create(given.ctx, { now: { value: () => Date.now() + minutes * 60_000 } });
  return checkInstance(later, given.tenantId, "shop");
}

function trouble(given: GivenTenant, kind: string) {
  return given.call("POST", "/api/sandbox/phones/shop/trouble", { body: { trouble: kind } });
}

async function receive(given: GivenTenant, text: string): Promise<string> {
  const answer = await given.call("POST", "/api/sandbox/phones/shop/receive", { body: { text } });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function untilLogged(given: GivenTenant, fits: (event: Logged) => boolean, count = 1): Promise<Logged[]> {
  return vi.waitFor(
    async () => {
      const found = (await log(given)).filter(fits);
      if (found.length < count) throw new Error(`${found.length} of ${count}`);
      return found;
    },
    { timeout: 15_000, interval: 100 },
  );
}

test("messages whose events were lost are recovered once, marked, and the instance says that it was degraded", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const told = await receive(given, "told");
  await untilLogged(given, ({ body }) => body.data.key?.id === told);
  await trouble(given, "events_lost");
  const lost = [await receive(given, "lost 1"), await receive(given, "lost 2")];
  await trouble(given, "none");

  expect(await checkIn(given, 5)).toMatchObject({ reason: "events_missed" });
  const recovered = await untilLogged(given, (event) => event.recovered, 2);
  expect(recovered.map(({ type, body }) => [type, body.data.key?.id, body.data.message?.conversation])).toEqual([
    ["messages.upsert", lost[0], "lost 1"],
    ["messages.upsert", lost[1], "lost 2"],
  ]);
  await untilLogged(given, ({ type }) => type === "zapin.instance.degraded");

  expect(await checkIn(given, 10)).toBeNull();
  await untilLogged(given, ({ type }) => type === "zapin.instance.recovered");
  const all = await log(given);
  expect(all.filter((event) => event.recovered)).toHaveLength(2);
  expect(all.filter(({ body }) => body.data.key?.id === told)).toHaveLength(1);
});

test("sends that nobody acknowledges make an open instance degraded, and one that is acknowledged recovers it", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  await trouble(given, "unacknowledged");
  const send = () =>
    given.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text: "hello" } });
  for (let at = 0; at < 2; at++) expect((await send()).status).toBe(201);
  await untilLogged(given, ({ type }) => type === "send.message", 2);
  // The simulated contact writes back; a check in the middle of it would find a message on its way.
  const echoed = ({ type }: Logged) => type === "messages.upsert";
  await untilLogged(given, echoed, 2);
  expect(await checkIn(given, 5)).toBeNull();
  expect(await checkIn(given, 15)).toMatchObject({ reason: "sends_pending" });

  const health = (await (await given.call("GET", "/api/instances/shop/health")).json()) as Record<string, unknown>;
  expect(health).toMatchObject({ state: "open", degraded: { reason: "sends_pending" }, restarts: false });
  expect(health["timeline"]).toEqual(
    expect.arrayContaining([expect.objectContaining({ state: "open", reason: "sends_pending" })]),
  );
  const list = (await (await given.call("GET", "/api/instances")).json()) as { instances: { degraded: unknown }[] };
  expect(list.instances[0]!.degraded).toMatchObject({ reason: "sends_pending" });

  await trouble(given, "none");
  await send();
  await untilLogged(given, ({ type, body }) => type === "messages.update" && body.data["status"] === "SERVER_ACK");
  await untilLogged(given, echoed, 3);
  expect(await checkIn(given, 20)).toBeNull();
});

test("a quiet number is not degraded, however long it is quiet", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  for (const minutes of [5, 60, 24 * 60, 6 * 24 * 60]) expect(await checkIn(given, minutes)).toBeNull();
});

test("connected instances are looked at by a timer", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const hub = given.ctx.hub(given.tenantId);
  const checkedAt = async () => {
    const health = await given.call("GET", "/api/instances/shop/health");
    return ((await health.json()) as { checkedAt: number | null }).checkedAt;
  };
  expect(await checkedAt()).toBeNull();
  // Before the clock is moved: an event that were taken while it is ahead would be newer than all that follow.
  await vi.waitFor(
    async () => {
      const { status } = await hub.health((await hub.findInstances(["shop"]))["shop"]!.id);
      if (status.state !== "open") throw new Error(status.state);
    },
    { timeout: 15_000, interval: 50 },
  );
  // A timer that is set while the clock is ahead is set ahead too: each ring is later than any before.
  let ahead = 0;
  await vi.waitFor(
    async () => {
      ahead += 6 * 60_000;
      const later = Date.now() + ahead;
      vi.spyOn(Date, "now").mockReturnValue(later);
      await runDurableObjectAlarm(hub).finally(() => vi.restoreAllMocks());
      if ((await checkedAt()) === null) throw new Error("nobody has looked");
    },
    { timeout: 25_000, interval: 500 },
  );
});

test("whether it restarts by itself is a setting, off at first", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  expect((await given.call("PATCH", "/api/instances/shop/health", { body: { restarts: "yes" } })).status).toBe(400);
  const set = await given.call("PATCH", "/api/instances/shop/health", { body: { restarts: true } });
  expect(await set.json()).toEqual({ instance: "shop", restarts: true });
  expect(await (await given.call("GET", "/api/instances/shop/health")).json()).toMatchObject({ restarts: true });
});

test("a degraded instance is restarted by itself only where that is set, and each time only after a longer wait", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const hub = given.ctx.hub(given.tenantId);
  const restarts = async () => {
    const { id } = (await hub.findInstances(["shop"]))["shop"]!;
    return (await hub.health(id)).note?.restarts;
  };
  await trouble(given, "unacknowledged");
  for (let at = 0; at < 2; at++) {
    await given.call("POST", "/v1/message/sendText/shop", { body: { number: "5511988887777", text: "hello" } });
  }
  await untilLogged(given, ({ type }) => type === "messages.upsert", 2);
  expect(await checkIn(given, 15)).toMatchObject({ reason: "sends_pending" });
  expect(await checkIn(given, 21)).not.toBeNull();
  expect(await restarts()).toBe(0);

  await given.call("PATCH", "/api/instances/shop/health", { body: { restarts: true } });
  expect(await checkIn(given, 22)).not.toBeNull();
  expect(await restarts()).toBe(1);
  expect(await checkIn(given, 30)).not.toBeNull();
  expect(await restarts()).toBe(1);
  expect(await checkIn(given, 38)).not.toBeNull();
  expect(await restarts()).toBe(2);
});

test("another tenant's instance has no health for this one", async () => {
  const [given, other] = [await givenTenant(), await givenTenant()];
  await givenOpenInstance(given);
  expect((await other.call("GET", "/api/instances/shop/health")).status).toBe(404);
  expect((await other.call("PATCH", "/api/instances/shop/health", { body: { restarts: true } })).status).toBe(404);
});
