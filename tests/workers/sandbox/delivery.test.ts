import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import { retryDelaysMs } from "#workers/sandbox/events/outbox";
import type { SandboxPhone } from "#workers/sandbox/phone";
import { poster } from "#workers/sandbox/events/post";
import { hookUrl, listen, PhoneInHand, types } from "./phone-in-hand";

let count = 0;
let phone: PhoneInHand;

beforeEach(() => {
  listen();
  phone = new PhoneInHand(`tenant--delivery-${count++}`);
});

test("events wear Evolution's envelope", async () => {
  await phone.create();
  const [event] = await phone.heard();
  expect(event).toEqual({
    event: "instance.create",
    instance: phone.name,
    data: { instanceName: phone.name, instanceId: expect.any(String) },
    destination: hookUrl,
    date_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    server_url: env.PUBLIC_URL,
    apikey: phone.token,
  });
});

test("a receiver that fails gets the event again, and those behind it wait in order", async () => {
  listen(500, 503, 429);
  await phone.create({ qrcode: true });
  expect(await phone.heard()).toEqual([]);
  await phone.pass(retryDelaysMs[0]!);
  expect(await phone.heard()).toEqual([]);
  await phone.pass(retryDelaysMs[1]!);
  expect(await phone.heard()).toEqual([]);
  await phone.pass(retryDelaysMs[2]!);
  expect(types(await phone.heard())).toEqual(["instance.create", "connection.update", "qrcode.updated"]);
});

test("an event that fails again and again is given up, and the next one has its turn", async () => {
  listen(...Array.from({ length: 1 + retryDelaysMs.length }, () => 500));
  await phone.create();
  await phone.call("GET", "/instance/connect");
  for (const delay of retryDelaysMs) await phone.pass(delay);
  expect(types(await phone.heard()).slice(0, 2)).toEqual(["connection.update", "qrcode.updated"]);
});

test("a final no is not argued with", async () => {
  listen(404);
  await phone.create();
  await phone.call("GET", "/instance/connect");
  expect(types(await phone.heard())).toEqual(["connection.update", "qrcode.updated"]);
});

test("a restart loses no event", async () => {
  listen(500);
  await phone.create();
  await phone.heard();
  await evictDurableObject(phone.stub);
  await phone.live();
  await phone.pass(retryDelaysMs[0]!);
  expect(types(await phone.heard())).toEqual(["instance.create"]);
});

test("the answer does not wait for the receiver", async () => {
  let take = (): void => {};
  const taken = new Promise<void>((resolve) => (take = resolve));
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
    await taken;
    return new Response(null, { status: 200 });
  });
  expect((await phone.create()).status).toBe(201);
  expect((await phone.call("GET", "/instance/connectionState")).body.instance.state).toBe("close");
  expect(await phone.stub.describe()).toMatchObject({ waitingEvents: 1 });
  await runInDurableObject(phone.stub, async ({ parts }: SandboxPhone) => {
    take();
    await parts.outbox.drain();
  });
  expect(await phone.stub.describe()).toMatchObject({ waitingEvents: 0 });
});

test("only events that the webhook wants are sent, under their own address where it asks for that", async () => {
  const webhook = {
    url: hookUrl,
    byEvents: true,
    headers: { "x-secret": "s", jwt_key: "never sent" },
    events: ["QRCODE_UPDATED"],
  };
  const seen: { url: string; headers: Record<string, string>; destination: string }[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    const { destination } = (await request.json()) as { destination: string };
    seen.push({ url: request.url, headers: Object.fromEntries(request.headers), destination });
    return new Response(null, { status: 200 });
  });
  await phone.create({ qrcode: true, webhook });
  await phone.heard();
  expect(seen).toEqual([
    {
      url: `${hookUrl}/qrcode-updated`,
      headers: expect.objectContaining({ "x-secret": "s", "content-type": "application/json" }),
      destination: hookUrl,
    },
  ]);
  expect(seen[0]!.headers).not.toHaveProperty("jwt_key");
});

test("events for this deployment's own door take the loopback, others the network", async () => {
  const network = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(null, { status: 202 }));
  const loopback = vi.fn(async () => new Response(null, { status: 204 }));
  const post = poster("https://zapin.example", loopback);
  const letter = { event: "call", headers: {}, body: "{}" };
  network.mockClear();
  expect(await post({ ...letter, url: "https://zapin.example/hooks/evolution/sandbox/token" })).toEqual({
    status: 204,
  });
  expect(network).not.toHaveBeenCalled();
  expect(await post({ ...letter, url: "https://elsewhere.example/hook" })).toEqual({ status: 202 });
  expect(loopback).toHaveBeenCalledTimes(1);
});

test("the loopback reaches this Worker without touching the network", async () => {
  const network = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(null, { status: 500 }));
  network.mockClear();
  await phone.create({ webhook: { url: `${env.PUBLIC_URL}/hooks/evolution/nobody/nothing`, events: [] } });
  await phone.heard();
  expect(network).not.toHaveBeenCalled();
  await runInDurableObject(phone.stub, ({ parts }: SandboxPhone) => expect(parts.outbox.size).toBe(0));
});
