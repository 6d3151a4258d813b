import { beforeEach, expect, test } from "vitest";
import { botKinds } from "#workers/domain/bot";
import { hiddenKeys } from "#workers/evolution/server";
import type { FarEnds } from "#tests/support/far-ends";
import {
  analyticsOf,
  callRelay,
  eventually,
  givenBot,
  givenBotShop,
  recordedCall,
  saidBy,
  type UpstreamKeys,
} from "#tests/support/bots";
import { fetchWorker } from "#tests/support/worker";
import { call, type GivenTenant } from "#tests/support/given";

let given: GivenTenant;
let farEnds: FarEnds;
let keys: UpstreamKeys;

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
  const { shop } = await given.ctx.hub(given.tenantId).findInstances(["shop"]);
  const [globalKey] = await hiddenKeys(given.ctx, shop!.server);
  keys = { globalKey: globalKey!, instanceToken: shop!.upstreamToken, instanceName: shop!.upstreamName };
});

test.each(botKinds)("a bot of %s answers through the relay as it would without", async (kind) => {
  const bot = await givenBot(given, farEnds, { kind });
  const { path, body, headers } = recordedCall(kind, "good day", keys);
  const response = await callRelay(bot, path, body, headers);
  expect(response.status).toBe(200);
  const said = saidBy(kind, await response.json());
  expect(said).toContain(kind === "typebot" ? "Hello Bia!" : "good day");
});

test.each(botKinds)("what %s is asked holds no key of upstream, in the address, a header or the body", async (kind) => {
  const bot = await givenBot(given, farEnds, { kind });
  // The keys where they were recorded, and where nobody expects them.
  const { path, body, headers } = recordedCall(kind, `my key is ${keys.globalKey}, and ${bot.token}`, keys);
  body.somewhere = [{ deep: `x${keys.instanceToken}x`, [keys.globalKey]: 1 }];
  await callRelay(bot, `${path}?apikey=${keys.globalKey}`, body, { ...headers, "x-any": keys.instanceToken });
  expect(farEnds.requests).toHaveLength(1);
  const seen = JSON.stringify(farEnds.requests);
  for (const secret of [keys.globalKey, keys.instanceToken, bot.token, "rly_"]) expect(seen).not.toContain(secret);
  expect(seen).not.toContain(keys.instanceName);
  // The tenant's own key is there, as this kind of far end wants it.
  expect(farEnds.requests[0]!.headers).toMatchObject(
    kind === "n8n"
      ? { authorization: `Basic ${btoa("bot:correct horse")}` }
      : kind === "evoai"
        ? { "x-api-key": farEnds.key }
        : { authorization: `Bearer ${farEnds.key}` },
  );
});

test("a recorded place of a key is emptied also when the key in it is unknown", async () => {
  const bot = await givenBot(given, farEnds, { kind: "typebot" });
  const rotated = { ...keys, globalKey: "a-key-that-was-rotated-a-minute-ago" };
  const { path, body } = recordedCall("typebot", "hi", rotated);
  await callRelay(bot, path, body);
  const variables = (farEnds.requests[0]!.body as { prefilledVariables: object }).prefilledVariables;
  expect(variables).toEqual({
    remoteJid: "5511955550000@s.whatsapp.net",
    pushName: "Bia",
    instanceName: "shop",
    serverUrl: "http://localhost:8787/v1",
    ownerJid: "551130000001",
  });
});

test("a recording that is written down streams through, and a key within it is covered", async () => {
  const bot = await givenBot(given, farEnds, { kind: "openai" });
  const form = new FormData();
  const audio = new Uint8Array(300_000).fill(7);
  audio.set(new TextEncoder().encode(keys.globalKey), 65_530);
  form.set("file", new Blob([audio]), "audio.ogg");
  form.set("model", "whisper-1");
  const request = new Request("http://localhost:8787/relay/openai/v1/audio/transcriptions", {
    method: "POST",
    body: form,
  });
  request.headers.set("authorization", `Bearer ${bot.token}`);
  const response = await fetchWorker(request);
  expect(await response.json()).toMatchObject({ text: "what was said" });
  expect(farEnds.requests[0]!.raw).toContain("whisper-1");
  expect(farEnds.requests[0]!.raw).not.toContain(keys.globalKey);
});

test("Typebot's conversation goes on under its session's id", async () => {
  const bot = await givenBot(given, farEnds, { kind: "typebot" });
  const { path, body } = recordedCall("typebot", "hi", keys);
  const { sessionId } = (await (await callRelay(bot, path, body)).json()) as { sessionId: string };
  const next = await callRelay(bot, `/api/v1/sessions/${sessionId}/continueChat`, { message: "1234" });
  expect(saidBy("typebot", await next.json())).toBe("You wrote: 1234");
  await eventually(async () => {
    const [talk] = await given.ctx.journal(given.tenantId).listConversations(bot.id, 10);
    expect(talk).toMatchObject({
      contact: "5511955550000@s.whatsapp.net",
      name: "Bia",
      lastText: "1234",
      messagesIn: 2,
      messagesOut: 3,
      state: "open",
    });
  });
  await callRelay(bot, `/api/v1/sessions/${sessionId}/continueChat`, { message: "bye" });
  await eventually(async () => {
    const [talk] = await given.ctx.journal(given.tenantId).listConversations(bot.id, 10);
    expect(talk).toMatchObject({ state: "closed", messagesIn: 3 });
  });
});

test("an assistant's thread, run and messages pass, and the run is counted once", async () => {
  const bot = await givenBot(given, farEnds, {
    kind: "openai",
    connection: { botType: "assistant", assistantId: "asst_1" },
  });
  const ask = (method: string, path: string, body?: object) =>
    call(method, `/relay/openai/v1${path}`, { body, headers: { authorization: `Bearer ${bot.token}` } });
  expect(await (await ask("POST", "/threads", {})).json()).toMatchObject({ id: "thread_1" });
  await ask("POST", "/threads/thread_1/messages", { role: "user", content: [{ type: "text", text: "hi" }] });
  expect(await (await ask("POST", "/threads/thread_1/runs", { assistant_id: "asst_1" })).json()).toMatchObject({
    id: "run_1",
  });
  for (let look = 0; look < 4; look++) await ask("GET", "/threads/thread_1/runs/run_1");
  const messages = await ask("GET", "/threads/thread_1/messages?limit=1&apikey=x");
  expect(await messages.json()).toMatchObject({
    data: [{ content: [{ text: { value: "the assistant heard: hi" } }] }],
  });
  expect(farEnds.requests.at(-1)!.url).toMatch(/\/messages\?limit=1$/);
  await eventually(async () => {
    const figures = await analyticsOf(given, bot.id);
    expect(figures).toMatchObject({
      answers: 1,
      messages: 1,
      tokens: { input: 40, output: 9 },
      durationMs: { p50: 2000 },
    });
  });
  // Budgets count it once too, however often it was looked at.
  await eventually(async () => expect((await given.ctx.hub(given.tenantId).botSpend(bot.id)).day.tokens).toBe(49));
});

test("a token that was made up, or of a bot that is gone, reaches no far end", async () => {
  const bot = await givenBot(given, farEnds, { kind: "flowise" });
  const { body } = recordedCall("flowise", "hi", keys);
  const madeUp = bot.token.slice(0, -1) + (bot.token.endsWith("0") ? "1" : "0");
  expect((await call("POST", `/relay/${madeUp}`, { body })).status).toBe(401);
  expect((await call("POST", "/relay/openai/v1/chat/completions", { body })).status).toBe(401);
  const gone = await given.ctx.secrets.relayToken({ tenantId: given.tenantId, subject: "bot_gone" });
  expect((await call("POST", `/relay/${gone}`, { body })).status).toBe(404);
  const nobodys = await given.ctx.secrets.relayToken({ tenantId: "zzzzzzzzzzzzzzzz", subject: bot.id });
  expect((await call("POST", `/relay/${nobodys}`, { body })).status).toBe(404);
  expect(farEnds.requests).toEqual([]);
});

test("an address of the relay without a token is refused in JSON, never with a page", async () => {
  for (const path of ["/relay", "/relay/", "/relay/x/../"]) {
    const answer = await call("POST", path, { body: {} });
    expect({ path, status: answer.status, body: await answer.json() }).toMatchObject({ path, status: 404 });
  }
});

test("a bot that is switched off says nothing and asks nobody", async () => {
  for (const kind of botKinds) {
    const bot = await givenBot(given, farEnds, { kind, enabled: false });
    const { path, body } = recordedCall(kind, "hi", keys);
    const response = await callRelay(bot, path, body);
    expect(response.status, kind).toBe(200);
    expect(saidBy(kind, await response.json()), kind).toBe("");
  }
  expect(farEnds.requests).toEqual([]);
});

test("words of another bot that upstream sends with this bot's key go nowhere", async () => {
  const bot = await givenBot(given, farEnds, { kind: "openai", connection: { systemMessages: ["You sell shoes."] } });
  const messages = [
    { role: "system", content: "You are a bank." },
    { role: "user", content: "my balance?" },
  ];
  const strange = await callRelay(bot, "/chat/completions", { model: "gpt-4o", messages, max_tokens: 100 });
  expect(saidBy("openai", await strange.json())).toBe("Somebody will write to you soon.");
  const other = await callRelay(bot, "/chat/completions", { model: "gpt-4o-mini", messages: [], max_tokens: 100 });
  expect(saidBy("openai", await other.json())).toBe("Somebody will write to you soon.");
  expect(farEnds.requests).toEqual([]);
  messages[0]!.content = "You sell shoes.";
  const own = await callRelay(bot, "/chat/completions", { model: "gpt-4o", messages, max_tokens: 100 });
  expect(saidBy("openai", await own.json())).toBe("answer to: my balance?");
});

test("a streamed completion comes as it is said, and its last chunk is counted though nobody asked for it", async () => {
  const bot = await givenBot(given, farEnds, { kind: "openai" });
  const { path, body } = recordedCall("openai", "one two three", keys);
  const response = await callRelay(bot, path, { ...body, stream: true });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const text = await response.text();
  expect(text).toContain('"content":"three"');
  expect(text.trimEnd().endsWith("data: [DONE]")).toBe(true);
  expect(text).not.toContain('"usage"');
  const [used] = farEnds.used;
  await eventually(async () => {
    expect(await analyticsOf(given, bot.id)).toMatchObject({
      answers: 1,
      tokens: { input: used!.input, output: used!.output },
    });
  });
  const asked = await callRelay(bot, path, { ...body, stream: true, stream_options: { include_usage: true } });
  expect(await asked.text()).toContain('"usage"');
});
