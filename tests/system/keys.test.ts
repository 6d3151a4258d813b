import { Agent, request as open } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { request } from "./request";
import { givenServer, type Demo, type TestServer } from "./server";

/*
 * What an owner does to a key holds on the next request of whoever has it, who is connected already and has been
 * let through a moment ago. Owner and caller have connections of their own, as they have in the world.
 */

let server: TestServer;
let demo: Demo;

beforeAll(async () => {
  server = await givenServer(8794);
  await server.start();
  demo = await server.seed();
});
afterAll(async () => server?.remove());

interface IssuedKey {
  id: string;
  key: string;
}

async function asOwner<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await request(`${server.url}${path}`, { method, headers: { apikey: demo.apiKey }, body });
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
  return JSON.parse(answer.text) as Answer;
}

/** Calls with a key on one connection that stays open. */
function givenCaller() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number>();
  const call = (key: string, method: string, path: string, body?: object) =>
    new Promise<number>((resolve, reject) => {
      const headers = { apikey: key, "content-type": "application/json" };
      const asked = open(`${server.url}${path}`, { method, agent, headers }, (answer) => {
        text(answer).then(() => resolve(answer.statusCode!), reject);
      });
      asked.on("socket", (socket) => {
        const note = () => ports.add(socket.localPort!);
        if (socket.connecting) socket.once("connect", note);
        else note();
      });
      asked.on("error", reject);
      asked.end(body ? JSON.stringify(body) : undefined);
    });
  return {
    state: (key: string) => call(key, "GET", `/v1/instance/connectionState/${demo.instance}`),
    send: (key: string) =>
      call(key, "POST", `/v1/message/sendText/${demo.instance}`, { number: "5511988887777", text: "hi" }),
    /** How many connections it has had. */
    connections: () => ports.size,
    close: () => agent.destroy(),
  };
}

test("a key that is revoked, rotated, narrowed or expires is refused at once on a connection that was open before", async () => {
  const caller = givenCaller();
  const issue = (name: string) => asOwner<IssuedKey>("POST", "/api/keys", { name });

  const revoked = await issue("revoked");
  expect(await caller.state(revoked.key)).toBe(200);
  await asOwner("DELETE", `/api/keys/${revoked.id}`);
  expect(await caller.state(revoked.key)).toBe(401);

  const old = await issue("rotated");
  expect(await caller.state(old.key)).toBe(200);
  const renewed = await asOwner<IssuedKey>("POST", `/api/keys/${old.id}/rotate`, { grace: "now" });
  expect(await caller.state(old.key)).toBe(401);
  expect(await caller.state(renewed.key)).toBe(200);

  const narrowed = await issue("narrowed");
  expect(await caller.state(narrowed.key)).toBe(200);
  await asOwner("PATCH", `/api/keys/${narrowed.id}`, { scopes: ["messages:send"] });
  expect(await caller.state(narrowed.key)).toBe(403);
  expect(await caller.send(narrowed.key)).toBe(201);

  const expiring = await issue("expiring");
  const expiresAt = Date.now() + 1_500;
  await asOwner("PATCH", `/api/keys/${expiring.id}`, { expiresAt: new Date(expiresAt).toISOString() });
  expect(await caller.state(expiring.key)).toBe(200);
  while (Date.now() <= expiresAt) await caller.state(expiring.key);
  expect(await caller.state(expiring.key)).toBe(401);

  expect(caller.connections()).toBe(1);
  caller.close();
});
