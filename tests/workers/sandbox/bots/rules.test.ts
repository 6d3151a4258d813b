import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { SandboxPhone } from "#workers/sandbox/phone";
import { listen } from "../phone-in-hand";
import { BotInHand, contact, type FarCall } from "./bot-in-hand";

let count = 0;
let phone: BotInHand;

const bot = { apiUrl: "https://bots.example/bot", delayMessage: 100 };
const settings = {
  expire: 0,
  keywordFinish: "bye",
  delayMessage: 0,
  unknownMessage: "?",
  listeningFromMe: false,
  stopBotFromMe: false,
  keepOpen: false,
  debounceTime: 0,
  ignoreJids: [],
  splitMessages: false,
  timePerChar: 0,
};
const echoed = ({ body }: FarCall) => ({ message: `you said ${body.query}` });

beforeEach(async () => {
  listen();
  phone = await new BotInHand(`tenant--rules-${count++}`).withFarEnd(echoed);
});

describe("who answers", () => {
  test("the kinds are asked in upstream's order, and the first that takes a contact keeps it", async () => {
    phone.answers(({ url }) => ({ text: url, message: url }));
    await phone.makes("flowise", { apiUrl: "https://bots.example/flowise" });
    await phone.makes("evolutionBot", {
      ...bot,
      triggerType: "keyword",
      triggerOperator: "contains",
      triggerValue: "bot",
    });
    await phone.hears("hello");
    await phone.quiet();
    await phone.hears("bot please");
    await phone.quiet();
    expect(phone.calls.map(({ url }) => url)).toEqual(["https://bots.example/flowise", "https://bots.example/flowise"]);
    await phone.hears("bot please", { from: "5511911112222" });
    await phone.quiet();
    expect(phone.calls.at(-1)!.url).toBe("https://bots.example/bot");
    expect(phone.calls).toHaveLength(3);
  });

  test("whom the settings ignore nobody answers", async () => {
    await phone.makes("evolutionBot", bot);
    await phone.call("POST", "/evolutionBot/ignoreJid", { remoteJid: contact, action: "add" });
    await phone.hears("hello");
    await phone.hears("hello", { from: "5511911112222" });
    await phone.quiet();
    expect(phone.calls.map(({ body }) => body.user)).toEqual(["5511911112222@s.whatsapp.net"]);
  });

  test.each([
    ["flowise", { apiUrl: "https://bots.example/flowise" }, 1],
    ["n8n", { webhookUrl: "https://bots.example/n8n" }, 0],
  ])("what fits no trigger goes to the fallback, which %s reads back or not", async (kind, body, calls) => {
    const id = await phone.makes(kind, {
      ...body,
      triggerType: "keyword",
      triggerOperator: "equals",
      triggerValue: "go",
    });
    const stored = await phone.call("POST", `/${kind}/settings`, { ...settings, fallbackId: id });
    expect(stored.body.fallbackId).toBe(id);
    expect((await phone.call("GET", `/${kind}/fetchSettings`)).body.fallback.id).toBe(id);
    await phone.hears("something else");
    await phone.quiet();
    expect(phone.calls).toHaveLength(calls);
  });

  test("a bot that is switched off does not answer, nor one whose expression is none", async () => {
    await phone.makes("evolutionBot", { ...bot, enabled: false });
    await phone.makes("evolutionBot", { ...bot, triggerType: "keyword", triggerOperator: "regex", triggerValue: "(" });
    await phone.hears("hello");
    await phone.quiet();
    expect(phone.calls).toEqual([]);
  });
});

describe("the phone's owner", () => {
  test("is not listened to, unless the bot wants it", async () => {
    const id = await phone.makes("evolutionBot", { ...bot, listeningFromMe: false });
    await phone.hears("I write myself", { fromMe: true });
    await phone.quiet();
    expect(phone.calls).toEqual([]);
    await phone.call("PUT", `/evolutionBot/update/${id}`, {
      enabled: true,
      triggerType: "all",
      ...bot,
      listeningFromMe: true,
    });
    await phone.hears("I write myself", { fromMe: true });
    await phone.quiet();
    expect(phone.calls).toMatchObject([{ body: { query: "I write myself", inputs: { fromMe: true } } }]);
  });

  test("stops the bot by writing, until the conversation is opened again", async () => {
    await phone.makes("evolutionBot", { ...bot, stopBotFromMe: true });
    await phone.hears("hello");
    await phone.quiet();
    await phone.hears("let me take over", { fromMe: true });
    await phone.quiet();
    expect(await phone.sessions("evolutionBot")).toMatchObject([{ status: "paused" }]);
    await phone.hears("thanks");
    await phone.quiet();
    expect(phone.calls).toHaveLength(1);
    await phone.call("POST", "/evolutionBot/changeStatus", { remoteJid: contact, status: "opened" });
    await phone.hears("bot?");
    await phone.quiet();
    expect(phone.calls).toHaveLength(2);
  });

  test("pausing Typebot by writing is told to the webhook", async () => {
    phone.answers(() => ({ sessionId: "s", messages: [], input: { type: "text input" } }));
    await phone.makes("typebot", { url: "https://bots.example", typebot: "flow", stopBotFromMe: true });
    await phone.hears("hello");
    await phone.quiet();
    await phone.hears("my turn", { fromMe: true });
    await phone.quiet();
    const told = phone.events.filter(({ event }) => event === "typebot.change-status");
    expect(told.map(({ data }) => (data as { status: string }).status)).toEqual(["opened", "paused"]);
  });
});

describe("time", () => {
  test("debounce collects what comes in time, and each message begins the wait anew", async () => {
    await phone.makes("evolutionBot", { ...bot, debounceTime: 10 });
    await phone.hears("I");
    await phone.passes(7_000);
    await phone.hears("want");
    await phone.passes(7_000);
    await phone.hears("tea");
    await phone.passes(8_000);
    expect(phone.calls).toEqual([]);
    await phone.passes(2_000);
    await phone.quiet();
    expect(phone.calls.map(({ body }) => body.query)).toEqual(["I\nwant\ntea"]);
  });

  test("an answer takes the time that it takes to write, and the delay", async () => {
    phone.answers(() => ({ text: "x".repeat(100) }));
    await phone.makes("flowise", { apiUrl: "https://bots.example/flowise", timePerChar: 150, delayMessage: 5_000 });
    await phone.hears("hello");
    await phone.passes(0);
    await phone.passes(17_000);
    expect(phone.said).toEqual([]);
    await phone.passes(3_000);
    expect(phone.said).toEqual(["x".repeat(100)]);
  });

  test("splitMessages sends a message for each paragraph, in order; without it there is one", async () => {
    phone.answers(() => ({ text: "one\n\ntwo\n\n\n\nthree" }));
    const id = await phone.makes("flowise", { apiUrl: "https://bots.example/flowise", splitMessages: true });
    await phone.hears("hello");
    await phone.quiet();
    expect(phone.said).toEqual(["one", "two", "three"]);
    await phone.call("PUT", `/flowise/update/${id}`, {
      enabled: true,
      triggerType: "all",
      apiUrl: "https://bots.example/flowise",
      splitMessages: false,
    });
    await phone.hears("again");
    await phone.quiet();
    expect(phone.said.slice(3)).toEqual(["one\n\ntwo\n\n\n\nthree"]);
  });

  test("a contact's messages are answered in order, however long an answer takes", async () => {
    let release = (): void => {};
    const first = new Promise<void>((resolve) => (release = resolve));
    phone.answers(async (call) => {
      if (call.body.query === "one") await first;
      return echoed(call);
    });
    await phone.makes("evolutionBot", bot);
    await phone.hears("one");
    await phone.hears("two");
    await phone.hears("other", { from: "5511911112222" });
    await phone.quietFor("5511911112222@s.whatsapp.net");
    expect(phone.said).toEqual(["you said other"]);
    release();
    await phone.quiet();
    expect(phone.said).toEqual(["you said other", "you said one", "you said two"]);
  });

  test("what is under way survives a restart of the phone, and is said once", async () => {
    await phone.makes("evolutionBot", { ...bot, delayMessage: 5_000 });
    await phone.hears("hello");
    await phone.passes(0);
    expect(phone.calls).toHaveLength(1);
    await evictDurableObject(phone.stub);
    await phone.live();
    await phone.plugIn();
    await phone.passes(5_000);
    await phone.quiet();
    expect(phone.said).toEqual(["you said hello"]);
    expect(phone.calls).toHaveLength(1);
    expect(await phone.sessions("evolutionBot")).toHaveLength(1);
  });

  test("a call that a restart cut off is made again, in the same conversation", async () => {
    let release = (): void => {};
    const first = new Promise<void>((resolve) => (release = resolve));
    phone.answers(async () => {
      await first;
      return new Response(null, { status: 500 });
    });
    await phone.makes("evolutionBot", bot);
    await phone.hears("hello");
    await phone.passes(0);
    // The turn as it lies in storage while the call is out: that is what a restart finds.
    const found = await runInDurableObject(phone.stub, ({ parts }: SandboxPhone) => {
      expect(parts.timers.find(`turn:${contact}`)!.dueAt).toBeGreaterThan(parts.clock.now() + 120_000);
      return parts.turns.first(contact)!;
    });
    release();
    await phone.quiet();
    phone.answers(echoed);
    await runInDurableObject(phone.stub, ({ parts }: SandboxPhone) => {
      parts.turns.add(found);
      parts.timers.set(`turn:${contact}`, "turn", parts.clock.now());
    });
    await phone.quiet();
    expect(phone.said).toEqual(["you said hello"]);
    expect(await phone.sessions("evolutionBot")).toHaveLength(1);
  });
});

describe("no loops", () => {
  test("a contact does not echo a bot's answer", async () => {
    await phone.makes("evolutionBot", bot);
    await phone.hears("hello");
    await phone.quiet();
    await phone.passes(10_000);
    await phone.quiet();
    expect(phone.calls).toHaveLength(1);
  });

  test("a contact that talks with a bot does not echo what a flow sends through the API", async () => {
    await phone.makes("evolutionBot", bot);
    await phone.hears("hello");
    await phone.quiet();
    await phone.call("POST", "/message/sendText", { number: contact, text: "from the flow" });
    await phone.passes(10_000);
    await phone.quiet();
    expect(phone.calls).toHaveLength(1);
  });
});

describe("files", () => {
  const audio = "T2dnUwAC";

  test("links to files in an answer are sent as files, other links stay text", async () => {
    phone.answers(() => ({ text: "Look ![cat](https://files.example/cat.png) and [site](https://zapin.example/a)" }));
    await phone.makes("flowise", { apiUrl: "https://bots.example/flowise" });
    await phone.hears("hello");
    await phone.quiet();
    expect(phone.said).toEqual(["Look", "imageMessage", "and [site](https://zapin.example/a)"]);
  });

  test("a picture comes to the bot with what was written under it", async () => {
    await phone.makes("evolutionBot", bot);
    const id = await phone.hears("my cat", { file: { kind: "image", base64: audio } });
    await phone.quiet();
    expect(phone.calls[0]!.body).toMatchObject({ query: "my cat", files: [{ type: "image", url: id }] });
  });

  test("a voice message comes in words where OpenAI's settings can put it into words", async () => {
    phone.answers((call) => (call.url.endsWith("/audio/transcriptions") ? { text: "hello" } : echoed(call)));
    await phone.makes("evolutionBot", bot);
    await phone.hears("", { file: { kind: "voice", base64: audio } });
    await phone.quiet();
    expect(phone.calls[0]!.body.query).toMatch(/^audioMessage\|3EB0/);
    await speechToText(false);
    await phone.hears("", { file: { kind: "voice", base64: audio } });
    await phone.quiet();
    expect(phone.calls.at(-1)!.body.query).toBe("[audio] hello");
    const heard = phone.calls.find(({ url }) => url.endsWith("/audio/transcriptions"))!;
    expect(heard.url).toBe("http://localhost:8787/relay/openai/v1/audio/transcriptions");
    expect(heard.headers.authorization).toBe("Bearer sk-1");
    expect(heard.body).toContain("whisper-1");
  });

  test("with speechToText the words are in the event already", async () => {
    phone.answers((call) => (call.url.endsWith("/audio/transcriptions") ? { text: "hello" } : echoed(call)));
    await phone.makes("evolutionBot", bot);
    await speechToText(true);
    await phone.hears("", { file: { kind: "voice", base64: audio } });
    await phone.quiet();
    const [upsert] = phone.events.filter(({ event }) => event === "messages.upsert");
    expect((upsert!.data as any).message).toMatchObject({ speechToText: "[audio] hello", audioMessage: { ptt: true } });
    expect((upsert!.data as any).message.audioMessage.mediaKey).toHaveProperty("31");
    expect(phone.calls.at(-1)!.body.query).toBe("[audio] hello");
  });

  async function speechToText(on: boolean): Promise<void> {
    const creds = await phone.call("POST", "/openai/creds", { name: "main", apiKey: "sk-1" });
    const set = await phone.call("POST", "/openai/settings", {
      ...settings,
      openaiCredsId: creds.body.id,
      speechToText: on,
    });
    expect(set.status).toBe(200);
  }
});

test("an answer of megabytes, or one that is no JSON, is no answer; the next message is answered", async () => {
  await phone.makes("evolutionBot", bot);
  for (const body of ["x".repeat(6_000_000), "<html>", '{"message":{"a":1}}', "null"]) {
    phone.answers(() => new Response(body));
    await phone.hears("hello");
    await phone.quiet();
  }
  expect(phone.said).toEqual([]);
  phone.answers(echoed);
  await phone.hears("still there?");
  await phone.quiet();
  expect(phone.said).toEqual(["you said still there?"]);
});

test("deleting the instance forgets its bots and what they had to say", async () => {
  await phone.makes("evolutionBot", { ...bot, delayMessage: 5_000, debounceTime: 1 });
  await phone.hears("hello");
  await phone.call("DELETE", "/instance/delete");
  await phone.create();
  await phone.quiet();
  expect((await phone.call("GET", "/evolutionBot/find")).body).toEqual([]);
  expect(phone.said).toEqual([]);
  expect(phone.calls).toEqual([]);
});
