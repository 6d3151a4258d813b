import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { givenServer, type Demo, type TestServer } from "./server";

const socketCount = 1_000;

let server: TestServer;
let demo: Demo;
let tenantId: string;
const listeners: Listener[] = [];

beforeAll(async () => {
  server = await givenServer(8840);
  await server.start();
  demo = await server.seed();
  tenantId = demo.apiKey.split("_")[2]!;
});
afterAll(async () => {
  for (const { socket } of listeners) socket.close();
  await server?.remove();
});

interface Listener {
  socket: WebSocket;
  /** How long after the hook took it each text arrived. */
  arrived: Map<string, number>;
  pongs: number;
}

function listen(): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const address = `${server.url.replace("http", "ws")}/live`;
    const socket = new WebSocket(address, ["zapin.v1", `zapin.key.${demo.apiKey}`]);
    const listener: Listener = { socket, arrived: new Map(), pongs: 0 };
    socket.onmessage = ({ data }) => {
      if (data === "pong") return void listener.pongs++;
      const frame = JSON.parse(String(data)) as { type: string; event?: string; at: number; data?: unknown };
      if (frame.type === "hello") return resolve(listener);
      const text = (frame.data as { message?: { conversation?: string } } | null)?.message?.conversation;
      if (frame.event === "messages.upsert" && text) listener.arrived.set(text, Date.now() - frame.at);
    };
    socket.onclose = ({ code, reason }) => reject(new Error(`${code} ${reason}`));
    socket.onerror = () => reject(new Error("the socket failed"));
  });
}

/** A text reaches the phone. Answers the milliseconds from the hook to the first and the last listener. */
async function tell(text: string): Promise<{ first: number; last: number }> {
  const answer = await fetch(`${server.url}/api/sandbox/phones/${demo.instance}/receive`, {
    method: "POST",
    headers: { apikey: demo.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  expect(answer.status).toBe(201);
  await expect
    .poll(() => listeners.filter(({ arrived }) => arrived.has(text)).length, { timeout: 20_000, interval: 20 })
    .toBe(socketCount);
  const took = listeners.map(({ arrived }) => arrived.get(text)!);
  return { first: Math.min(...took), last: Math.max(...took) };
}

async function hub(): Promise<{ builtAt: number; sockets: number }> {
  return (await fetch(`${server.url}/dev/hub/${tenantId}`)).json() as Promise<{ builtAt: number; sockets: number }>;
}

test("one event reaches a thousand sockets of one tenant in under a second", async () => {
  while (listeners.length < socketCount) {
    listeners.push(...(await Promise.all(Array.from({ length: 50 }, listen))));
  }
  expect((await hub()).sockets).toBe(socketCount);
  const runs = [await tell("one"), await tell("two"), await tell("three")];
  console.log(
    `1,000 sockets, one event, milliseconds from the hook to the first and the last: ${JSON.stringify(runs)}`,
  );
  for (const { last } of runs) expect(last).toBeLessThan(1_000);
});

test("idle sockets keep no Object awake, and heartbeats do not wake it", async () => {
  const before = await hub();
  for (let beat = 0; beat < 5; beat++) {
    await sleep(4_000);
    for (const { socket } of listeners) socket.send("ping");
  }
  await expect.poll(() => listeners.every(({ pongs }) => pongs === 5)).toBe(true);
  const after = await hub();
  expect(after.sockets).toBe(socketCount);
  // It was built anew for this very question.
  expect(after.builtAt).toBeGreaterThan(before.builtAt + 15_000);
  const woken = await tell("good morning");
  console.log(`the same from an Object that slept: ${JSON.stringify(woken)}`);
  expect(woken.last).toBeLessThan(1_000);
});
