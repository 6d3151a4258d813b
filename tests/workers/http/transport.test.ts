import { expect, test } from "vitest";
import { givenInstance, givenTenant } from "#tests/support/given";
import { recording, shapeOf } from "#tests/support/recordings";

test.each(["websocket.set.ok", "websocket.find.ok", "websocket.set.disable", "disabled.pusher.set"])(
  "%s answers as the recorded server did",
  async (name) => {
    const given = await givenTenant();
    await givenInstance(given);
    const { request, response } = await recording(name);
    const path = `/v1${request.path.replace(/[^/]+$/, "shop")}`;
    if (request.method === "GET") {
      const set = await recording("websocket.set.ok");
      await given.call("POST", path.replace("find", "set"), { body: set.request.body });
    }
    const answer = await given.call(request.method, path, { body: request.body });
    expect(answer.status).toBe(response.status);
    expect(shapeOf(await answer.json())).toEqual(shapeOf(response.body));
  },
);

test.each(["kafka.set.ok", "kafka.set.empty-body", "nats.find.none", "rabbitmq.set.ok", "sqs.set.ok"])(
  "%s answers with an empty body, as where the queue is off",
  async (name) => {
    const given = await givenTenant();
    await givenInstance(given);
    const { request, response } = await recording(name);
    const answer = await given.call(request.method, `/v1${request.path.replace(/[^/]+$/, "shop")}`, {
      body: request.body,
    });
    expect(answer.status).toBe(response.status);
    expect(await answer.text()).toBe("");
  },
);

test.each(["websocket", "sqs", "nats", "kafka"])("%s.set.bad-event names the events that exist", async (kind) => {
  const given = await givenTenant();
  await givenInstance(given);
  const { request, response } = await recording(`${kind}.set.bad-event`);
  const answer = await given.call("POST", `/v1/${kind}/set/shop`, { body: request.body });
  expect(answer.status).toBe(response.status);
  expect(await answer.json()).toMatchObject(response.body as object);
});

test("what upstream fails at with 500 is refused with 400 and words", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  for (const body of [
    {},
    { websocket: [] },
    { websocket: { enabled: true } },
    { websocket: { enabled: 1, events: "x" } },
  ]) {
    expect((await given.call("POST", "/v1/websocket/set/shop", { body })).status).toBe(400);
  }
});

test("pusher's secret is kept sealed and another tenant's instance cannot be set", async () => {
  const [one, two] = [await givenTenant(), await givenTenant()];
  await givenInstance(one);
  const pusher = {
    enabled: true,
    appId: "1",
    key: "k",
    secret: "very-secret",
    cluster: "c",
    useTLS: true,
    events: ["CALL"],
  };
  expect((await one.call("POST", "/v1/pusher/set/shop", { body: { pusher } })).status).toBe(201);
  expect(await (await one.call("GET", "/v1/pusher/find/shop")).json()).toMatchObject(pusher);
  const [row] = await one.ctx.db.query.transport.findMany();
  expect(JSON.stringify(row)).not.toContain("very-secret");
  expect((await two.call("GET", "/v1/pusher/find/shop")).status).toBe(404);
});
