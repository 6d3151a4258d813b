import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Webhook } from "standardwebhooks";
import { hookTokens, type HookTokens } from "../support/hook-tokens";
import { request } from "./request";
import { givenServer, type Demo, type TestServer } from "./server";

/*
 * What must hold whatever happens: an event that was answered reaches its receiver, the log has no gaps, and a
 * slow receiver delays nobody but itself. The sender behaves as Evolution does: what got no 2xx is sent again.
 */

let server: TestServer;
let demo: Demo;
let tenantId: string;
let hooks: HookTokens;

beforeAll(async () => {
  server = await givenServer(8831, { DELIVERY_RETRY_MS: Array.from({ length: 30 }, () => 300).join(",") });
  await server.start();
  demo = await server.seed("enterprise");
  tenantId = demo.apiKey.split("_")[2]!;
  hooks = hookTokens(server.variables);
});
afterAll(async () => server?.remove());

async function api<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await request(`${server.url}${path}`, { method, headers: { apikey: demo.apiKey }, body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as Answer;
}

interface Endpoint {
  id: string;
  secret: string;
}

test("a document of 60 MB reaches its receiver whole and signed, and can be read from the log", async () => {
  await api("POST", "/v1/instance/create", { instanceName: "documents", integration: "WHATSAPP-BAILEYS" });
  const receiver = await startReceiver(() => 200);
  const { id, secret } = await api<Endpoint>("POST", "/api/endpoints", {
    url: receiver.url,
    format: "zapin",
    instances: ["documents"],
    events: ["messages.upsert"],
  });
  const upstreamName = `${tenantId}--documents`;
  const media = randomBytes(45 * 1024 * 1024).toString("base64");
  const data = { key: { id: "DOCUMENT", fromMe: false }, message: { base64: media }, instance: upstreamName };
  const arrival = receiver.next((body) => body.includes("DOCUMENT"));
  await sendUntilTaken(`${server.url}/hooks/evolution/sandbox/${hooks.of("sandbox", upstreamName)}`, {
    event: "messages.upsert",
    instance: upstreamName,
    data,
    apikey: null,
  });
  await arrival;

  const [{ body, headers }] = receiver.taken as [Got];
  expect(Number(headers["content-length"])).toBe(body.length);
  const told = new Webhook(secret).verify(body, headers) as { sequence: number; data: typeof data };
  // Compared as hashes: a difference of sixty megabytes is nothing to print.
  const kept = { ...data, instance: "documents" };
  expect(hashOf(told.data)).toBe(hashOf(kept));
  const whole = await api<{ body: { data: typeof data } }>("GET", `/api/events/${told.sequence}`);
  expect(hashOf(whole.body.data)).toBe(hashOf(kept));
  await api("DELETE", `/api/endpoints/${id}`);
  await receiver.close();
});

test("a burst of events over 20 instances reaches a receiver that fails at random, through three kills of the process", async () => {
  // `npm run test:events` sends the 10,000 that are promised.
  const events = Number(process.env.SYSTEM_EVENTS ?? 3_000);
  const instances = Array.from({ length: 20 }, (_, at) => `burst-${at}`);
  for (const name of instances) {
    await api("POST", "/v1/instance/create", { instanceName: name, integration: "WHATSAPP-BAILEYS" });
  }
  const receiver = await startReceiver(() => (Math.random() < 0.3 ? 500 : 200));
  const { secret } = await api<Endpoint>("POST", "/api/endpoints", {
    url: receiver.url,
    format: "zapin",
    events: ["messages.upsert"],
    concurrency: 20,
  });

  const started = Date.now();
  const taken = new Set<number>();
  let kills = 0;
  const next = (function* () {
    for (let at = 0; at < events; at++) yield at;
  })();
  const sender = async () => {
    for (const at of next) {
      const upstreamName = `${tenantId}--${instances[at % instances.length]}`;
      const body = {
        event: "messages.upsert",
        instance: upstreamName,
        data: { key: { id: `MESSAGE-${at}`, fromMe: false, remoteJid: "5511988887777@s.whatsapp.net" }, at },
        date_time: new Date().toISOString(),
        apikey: null,
      };
      await sendUntilTaken(`${server.url}/hooks/evolution/sandbox/${hooks.of("sandbox", upstreamName)}`, body);
      taken.add(at);
    }
  };
  const killer = async () => {
    for (const share of [0.2, 0.5, 0.8]) {
      while (taken.size < events * share) await wait(20);
      await server.kill();
      await wait(200);
      await server.start();
      kills++;
    }
  };
  await Promise.all([killer(), ...Array.from({ length: 40 }, sender)]);
  const sentMs = Date.now() - started;

  const arrived = () =>
    new Set(receiver.taken.map(({ body }) => (JSON.parse(body) as { data: { at: number } }).data.at));
  const deadline = Date.now() + 240_000;
  while (receiver.ids.size < events && Date.now() < deadline) await wait(250);
  console.log(
    JSON.stringify({
      events,
      kills,
      sentMs,
      allArrivedMs: Date.now() - started,
      attempts: receiver.all.length,
      taken: receiver.taken.length,
    }),
  );
  expect(kills).toBe(3);
  expect(arrived().size).toBe(events);

  // One id for each event, the same at every attempt.
  const idOf = new Map<number, string>();
  for (const { body, headers } of receiver.all) {
    const { sequence } = JSON.parse(body) as { sequence: number };
    expect(idOf.get(sequence) ?? headers["webhook-id"]).toBe(headers["webhook-id"]);
    idOf.set(sequence, headers["webhook-id"]!);
  }
  const verifier = new Webhook(secret);
  for (const { body, headers } of receiver.all) verifier.verify(body, headers);

  // The log has every number, and the receiver has heard of every one that it asked for.
  const logged: { sequence: number; type: string; instance: string | null }[] = [];
  for (let after = 0; ;) {
    const page = await api<{ events: typeof logged; next: number }>("GET", `/api/events?after=${after}&limit=500`);
    logged.push(...page.events);
    if (page.events.length === 0) break;
    after = page.next;
  }
  expect(logged.map(({ sequence }) => sequence)).toEqual(logged.map((_, at) => at + 1));
  const isOfBurst = ({ type, instance }: (typeof logged)[number]) =>
    type === "messages.upsert" && instance !== null && instances.includes(instance);
  const wanted = logged.filter(isOfBurst).map(({ sequence }) => sequence);
  expect(wanted).toHaveLength(events);
  expect(new Set(idOf.keys())).toEqual(new Set(wanted));
  await receiver.close();
}, 600_000);

test("an endpoint that hangs on each call keeps nobody waiting for its answers", async () => {
  const quick = await startReceiver(() => 200);
  const hanging = await startReceiver(() => "never");
  const wanted = { events: ["messages.upsert"], format: "zapin" };
  for (const { url } of [quick, hanging]) await api<Endpoint>("POST", "/api/endpoints", { url, ...wanted });
  const upstreamName = `${tenantId}--burst-0`;
  const hook = `${server.url}/hooks/evolution/sandbox/${hooks.of("sandbox", upstreamName)}`;

  let besideHung = 0;
  for (let at = 0; at < 50; at++) {
    const id = `BESIDE-${at}`;
    const arrival = quick.next((body) => body.includes(id));
    const data = { key: { id } };
    await sendUntilTaken(hook, { event: "messages.upsert", instance: upstreamName, data, apikey: null });
    await arrival;
    if (hanging.hung() > 0) besideHung++;
  }
  // Whoever waited for the endpoint that hangs would arrive only after its call has ended. By how much the others
  // are slower is measured by `npm run bench:slow-endpoint`.
  expect(hanging.all.length).toBeGreaterThan(5);
  expect(besideHung).toBeGreaterThan(40);
  await Promise.all([quick.close(), hanging.close()]);
});

interface Got {
  body: string;
  headers: Record<string, string>;
}

interface CountingReceiver {
  url: string;
  all: Got[];
  taken: Got[];
  /** Ids of what was taken. */
  ids: Set<string>;
  /** How many calls are open now that were never answered. */
  hung(): number;
  next(matches: (body: string) => boolean): Promise<void>;
  close(): Promise<void>;
}

async function startReceiver(answer: () => number | "never"): Promise<CountingReceiver> {
  const all: Got[] = [];
  const taken: Got[] = [];
  const ids = new Set<string>();
  let waiting: { matches: (body: string) => boolean; resolve: () => void }[] = [];
  let hung = 0;
  const http: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const got = { body: Buffer.concat(parts).toString("utf8"), headers: request.headers as Record<string, string> };
      all.push(got);
      const status = answer();
      if (status === "never") {
        hung++;
        response.on("close", () => hung--);
        return;
      }
      response.writeHead(status).end();
      if (status !== 200) return;
      taken.push(got);
      ids.add(got.headers["webhook-id"]!);
      for (const one of waiting) if (one.matches(got.body)) one.resolve();
      waiting = waiting.filter((one) => !one.matches(got.body));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`,
    all,
    taken,
    ids,
    hung: () => hung,
    next: (matches) => new Promise((resolve) => waiting.push({ matches, resolve })),
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

/** As Evolution sends: again and again until somebody says that it was taken. */
async function sendUntilTaken(url: string, body: object): Promise<void> {
  for (;;) {
    const answer = await request(url, { method: "POST", body, timeoutMs: 15_000 }).catch(() => null);
    if (answer?.status === 200) return;
    if (answer && answer.status < 500) throw new Error(`The hook answered ${answer.status}.`);
    await wait(100);
  }
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
