import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { costOf, priceOf } from "#workers/domain/model-price";
import { startFarEnds } from "../support/far-end-server";
import { request } from "./request";
import { givenServer, type Demo, type TestServer } from "./server";

/** Bots that are made as a program of Evolution's makes them, on a phone of the sandbox, over real sockets. */

type Far = Awaited<ReturnType<typeof startFarEnds>>;

const contact = "5511977776666";
let server: TestServer;
let demo: Demo;
let far: Far;

beforeAll(async () => {
  far = await startFarEnds();
  server = await givenServer(8797);
  await server.start();
  demo = await server.seed("enterprise");
});
afterAll(async () => {
  await server?.remove();
  await far?.close();
});

test("a Typebot of /v1/typebot/create answers on a phone, and its conversation is seen", async () => {
  await givenPhone("flows");
  const body = { enabled: true, url: `${far.origin}/typebot`, typebot: "welcome", triggerType: "all", delayMessage: 0 };
  await posted("/v1/typebot/create/flows", { ...body, debounceTime: 0 }, 201);
  await posted("/api/sandbox/phones/flows/receive", { from: contact, text: "hi" }, 201);
  await until(async () => expect(await said("flows")).toContain("What is your order's number?"));
  const [bot] = (await got("/api/bots?instance=flows")).bots;
  await until(async () => {
    const { sessions } = await got(`/api/bots/${bot.id}/sessions`);
    expect(sessions).toMatchObject([{ contact: `${contact}@s.whatsapp.net`, status: "opened" }]);
    expect(await got(`/api/bots/${bot.id}/analytics?range=24h`)).toMatchObject({ answers: 1, contacts: 1 });
  });
});

test("an OpenAI bot of /v1/openai/creds and /v1/openai/create answers on a phone, and its cost is counted", async () => {
  const id = await givenOpenai("models");
  await posted("/api/sandbox/phones/models/receive", { from: contact, text: "do you deliver" }, 201);
  await until(async () => expect(await said("models")).toContain("answer to: do you deliver"));
  const use = far.used.at(-1)!;
  await until(async () => {
    const { sessions } = await got(`/api/bots/${id}/sessions`);
    expect(sessions).toMatchObject([{ contact: `${contact}@s.whatsapp.net`, status: "opened" }]);
    const figures = await got(`/api/bots/${id}/analytics?range=24h`);
    expect(figures).toMatchObject({ answers: 1, tokens: { input: use.input, cached: use.cached, output: use.output } });
    expect(figures.costUsd).toBeCloseTo(costOf(priceOf(use.model, Date.now())!, use) / 1e9, 9);
  });
});

test("tokens and money of a thousand answers are what the far end reported, to the token", async () => {
  const id = await givenOpenai("thousand");
  const token = relayToken(id);
  const before = far.used.length;
  const lengths = Array.from({ length: 1_000 }, (_, index) => 1 + ((index * 13) % 40));
  await eachOf(20, lengths, async (words, index) => {
    const content = [{ type: "text", text: Array.from({ length: words }, (_, at) => `w${at}`).join(" ") }];
    // Every fifth streams, whose figures come in its last chunk only.
    const body = { model: "gpt-4o", messages: [{ role: "user", content }], max_tokens: 100, stream: index % 5 === 0 };
    const answer = await request(`${server.url}/relay/openai/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    expect(answer.headers["content-type"]).toContain(body.stream ? "text/event-stream" : "application/json");
    expect(answer.text).toContain('"answer');
  });
  const used = far.used.slice(before);
  expect(used).toHaveLength(1_000);
  const sum = (of: (use: (typeof used)[number]) => number) => used.reduce((total, use) => total + of(use), 0);
  const nanoUsd = sum((use) => costOf(priceOf(use.model, Date.now())!, use));
  expect(nanoUsd).toBeGreaterThan(0);
  await until(async () => {
    const figures = await got(`/api/bots/${id}/analytics?range=24h`);
    expect(figures).toMatchObject({
      answers: 1_000,
      tokens: { input: sum((use) => use.input), cached: sum((use) => use.cached), output: sum((use) => use.output) },
    });
    expect(Math.round(figures.costUsd * 1e9)).toBe(nanoUsd);
  });
});

async function givenPhone(name: string): Promise<void> {
  await posted("/v1/instance/create", { instanceName: name, integration: "SANDBOX" }, 201);
  await got(`/v1/instance/connect/${name}`);
  await posted(`/api/sandbox/phones/${name}/scan`, {}, 200);
}

/** A phone with an OpenAI bot that was made over `/v1`; its provider's address is set by the console's own API. */
async function givenOpenai(phone: string): Promise<string> {
  await givenPhone(phone);
  const { id: openaiCredsId } = await posted(`/v1/openai/creds/${phone}`, { name: "main", apiKey: far.key }, 201);
  const { credentials } = await got("/api/credentials");
  const own = credentials.find((one: { instance: string }) => one.instance === phone);
  await called("PATCH", `/api/credentials/${own.id}`, 200, { baseUrl: `${far.origin}/openai/v1` });
  const connection = { openaiCredsId, botType: "chatCompletion", model: "gpt-4o", maxTokens: 100 };
  const pace = { delayMessage: 0, debounceTime: 0 };
  await posted(`/v1/openai/create/${phone}`, { enabled: true, triggerType: "all", ...pace, ...connection }, 201);
  const { bots } = await got(`/api/bots?instance=${phone}`);
  expect(bots).toHaveLength(1);
  return bots[0].id;
}

/** The token that the phone was given for a bot, which no answer ever shows. */
function relayToken(botId: string): string {
  const secret = /^KEY_SECRET=(.+)$/m.exec(readFileSync(server.variables, "utf8"))![1]!.trim();
  const signed = `rly_${demo.apiKey.split("_")[2]}_${botId}`;
  return `${signed}_${createHmac("sha256", secret).update(`relay-token\n${signed}`).digest("hex").slice(0, 32)}`;
}

/** What went out of a phone, as its events tell it. */
async function said(phone: string): Promise<string[]> {
  const { events } = await got(`/api/events?instance=${phone}&limit=200`);
  return events
    .filter(({ type }: { type: string }) => type === "send.message")
    .map(({ body }: any) => body.data.message?.conversation ?? "");
}

const got = (path: string): Promise<any> => called("GET", path, 200);
const posted = (path: string, body: object, status: number): Promise<any> => called("POST", path, status, body);

async function called(method: string, path: string, status: number, body?: object): Promise<any> {
  const answer = await request(`${server.url}${path}`, { method, headers: { apikey: demo.apiKey }, body });
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(status);
  return JSON.parse(answer.text);
}

async function until(check: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 30_000; ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Does it for each, so many at a time. */
async function eachOf<Item>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
