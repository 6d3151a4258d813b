import { expect, test, vi } from "vitest";
import { givenInstance, givenTenant, type GivenTenant } from "#tests/support/given";
import type { LoggedEvent } from "#workers/domain/event";
import { ownEvents, ownEventTypes, type OwnEvent } from "#workers/domain/own-event";

async function logOf(given: GivenTenant, query = ""): Promise<LoggedEvent[]> {
  const answer = await given.call("GET", `/api/events?limit=500${query}`);
  return ((await answer.json()) as { events: LoggedEvent[] }).events;
}

const reached = (id: string): OwnEvent => ({
  id,
  type: "zapin.quota.reached",
  instanceId: null,
  instance: null,
  at: Date.now(),
  data: ownEvents["zapin.quota.reached"].sample,
});

test("an event of Zapin's own stands in the log once, however often it is told", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  const event = reached("quota:1");
  await Promise.all([journal.emit([event]), journal.emit([event, event])]);
  await journal.emit([reached("quota:2")]);
  const log = await logOf(given);
  expect(log.map(({ sequence, type, instance }) => ({ sequence, type, instance }))).toEqual([
    { sequence: 1, type: "zapin.quota.reached", instance: null },
    { sequence: 2, type: "zapin.quota.reached", instance: null },
  ]);
  expect(log[0]!.body).toEqual({
    event: event.type,
    instance: null,
    data: event.data,
    date_time: new Date(event.at).toISOString(),
  });
});

test("an event of Zapin's own reaches open pages, with the account's and an instance's alike", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const { id } = (await given.ctx.hub(given.tenantId).findInstances(["shop"]))["shop"]!;
  const opened = await given.ctx
    .hub(given.tenantId)
    .fetch("http://hub/", { headers: { upgrade: "websocket", "x-zapin-user": "u", "x-zapin-sequence": "0" } });
  const socket = opened.webSocket!;
  const frames: { type: string; event?: string; instance?: string | null }[] = [];
  socket.accept();
  socket.addEventListener("message", ({ data }) => frames.push(JSON.parse(String(data)) as (typeof frames)[0]));

  const degraded = {
    ...reached("health:1"),
    type: "zapin.instance.degraded",
    instanceId: id,
    instance: "shop",
  } as const;
  await given.ctx.journal(given.tenantId).emit([reached("quota:1"), degraded]);
  await vi.waitFor(() => expect(frames.filter(({ type }) => type === "event")).toHaveLength(2), { timeout: 10_000 });
  const told = frames.filter(({ event }) => event?.startsWith("zapin."));
  expect(told.map(({ event, instance }) => [event, instance])).toEqual([
    ["zapin.quota.reached", null],
    ["zapin.instance.degraded", "shop"],
  ]);
  socket.close();
});

test("revoking a key is told once", async () => {
  const given = await givenTenant();
  const { id } = await given.issue({ name: "till" });
  for (let time = 0; time < 2; time++) await given.call("DELETE", `/api/keys/${id}`);
  const log = await logOf(given, "&type=zapin.key.revoked");
  expect(log.map(({ body }) => (body as { data: unknown }).data)).toMatchObject([{ keyId: id, name: "till" }]);
});

test.each(ownEventTypes)("the sample of %s is what its schema says", (type) => {
  const { schema, sample, description } = ownEvents[type];
  expect(schema.safeParse(sample)).toMatchObject({ success: true });
  expect(description).toMatch(/\.$/);
});

test("the log is read by several types and instances at once, in either spelling", async () => {
  const given = await givenTenant();
  const journal = given.ctx.journal(given.tenantId);
  await journal.emit([reached("a"), { ...reached("b"), type: "zapin.bot.failed" }]);
  await journal.emit([{ ...reached("c"), type: "zapin.key.revoked", instance: "shop", instanceId: "x" }]);
  const types = async (query: string) => (await logOf(given, query)).map(({ type }) => type);
  expect(await types("&type=zapin.quota.reached,zapin.bot.failed")).toEqual([
    "zapin.quota.reached",
    "zapin.bot.failed",
  ]);
  expect(await types("&type=zapin.quota.reached&type=ZAPIN_KEY_REVOKED")).toEqual([
    "zapin.quota.reached",
    "zapin.key.revoked",
  ]);
  expect(await types("&instance=shop,other")).toEqual(["zapin.key.revoked"]);
});
