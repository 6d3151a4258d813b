import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { sandboxGlobalKey } from "#workers/sandbox/key";
import { recording, shapeOf } from "../../../support/recordings";
import { listen } from "../phone-in-hand";
import { BotInHand, contact } from "./bot-in-hand";

let count = 0;
let phone: BotInHand;

beforeEach(() => {
  listen();
  phone = new BotInHand(`tenant--talks-${count++}`);
});

const kinds: Record<string, { body: Record<string, unknown>; answer: unknown; awaits: boolean }> = {
  evolutionBot: {
    body: { apiUrl: "https://bots.example/bot", apiKey: "eb" },
    answer: { message: "hello" },
    awaits: false,
  },
  n8n: {
    body: { webhookUrl: "https://bots.example/n8n", basicAuthUser: "u", basicAuthPass: "p" },
    answer: { output: "hello" },
    awaits: true,
  },
  flowise: { body: { apiUrl: "https://bots.example/flowise", apiKey: "fl" }, answer: { text: "hello" }, awaits: false },
  dify: {
    body: { botType: "chatBot", apiUrl: "https://bots.example/v1", apiKey: "app-1" },
    answer: { answer: "hello", conversation_id: "conv-1" },
    awaits: true,
  },
  evoai: {
    body: { agentUrl: "https://bots.example/evoai", apiKey: "ea" },
    answer: { result: { artifacts: [{ parts: [{ type: "text", text: "hello" }] }] } },
    awaits: false,
  },
};

describe.each(Object.entries(kinds))("%s", (kind, { body, answer, awaits }) => {
  test("is called as recorded, and its answer is sent", async () => {
    await phone.withFarEnd(() => answer);
    await phone.makes(kind, body);
    const keyId = await phone.hears(`hi ${kind}`);
    await phone.quiet();
    expect(phone.said).toEqual(["hello"]);
    const recorded = await call(kind);
    expect(shapeOf(phone.calls[0]!.body)).toEqual(shapeOf(recorded.body));
    expect(phone.calls[0]!.headers).toMatchObject({
      accept: recorded.headers.accept,
      "content-type": "application/json",
      "user-agent": "axios/1.12.2",
    });
    expect(JSON.stringify(phone.calls[0]!.body)).toContain(`hi ${kind}`);
    if (kind === "n8n") expect(phone.calls[0]!.body.keyId).toBe(keyId);
    const session = (await phone.sessions(kind))[0];
    const shown = (await recording(`${kind}.fetchSessions.evolution`)).response.body as Record<string, unknown>[];
    expect(Object.keys(session)).toEqual(Object.keys(shown[0]!));
    expect(session).toMatchObject({
      remoteJid: contact,
      pushName: "Bia",
      status: "opened",
      awaitUser: awaits,
      type: shown[0]!.type,
    });
  });

  test("closes its session at the keyword, without asking anyone", async () => {
    await phone.withFarEnd(() => answer);
    await phone.makes(kind, { ...body, keywordFinish: "#Sair" });
    await phone.hears("hi");
    await phone.quiet();
    await phone.hears(" #SAIR ");
    await phone.quiet();
    expect(phone.calls).toHaveLength(1);
    expect(await phone.sessions(kind)).toMatchObject([{ status: "closed" }]);
    await phone.hears("hello?");
    await phone.quiet();
    expect(phone.calls).toHaveLength(1);
  });

  test("says nothing when its server fails, and goes on with the next message", async () => {
    await phone.withFarEnd(() => new Response("no", { status: 500 }));
    await phone.makes(kind, body);
    await phone.hears("one");
    await phone.quiet();
    expect(phone.said).toEqual([]);
    phone.answers(() => answer);
    await phone.hears("two");
    await phone.quiet();
    expect(phone.said).toEqual(["hello"]);
    expect(await phone.sessions(kind)).toHaveLength(1);
  });
});

describe("typebot", () => {
  const text = (words: string) => ({
    id: words,
    type: "text",
    content: { richText: [{ type: "p", children: [{ text: words }] }] },
  });
  const greeting = { sessionId: "tb-session-1", messages: [text("Welcome")], input: { type: "text input" } };
  const body = { url: "https://bots.example", typebot: "flow", expire: 20, keywordFinish: "#sair" };

  test("starts its flow with the recorded variables, the global key among them, and goes on in it", async () => {
    await phone.withFarEnd(() => greeting, { number: "551130000001" });
    const botId = await phone.makes("typebot", body);
    await phone.hears("hi");
    await phone.quiet();
    expect(phone.calls[0]).toMatchObject({
      method: "POST",
      url: "https://bots.example/api/v1/typebots/flow/startChat",
    });
    expect(phone.calls[0]!.body).toEqual({
      prefilledVariables: {
        remoteJid: contact,
        pushName: "Bia",
        instanceName: phone.name,
        serverUrl: "http://localhost:8787",
        apiKey: await sandboxGlobalKey(env),
        ownerJid: "551130000001",
      },
    });
    expect(Object.keys(phone.calls[0]!.body.prefilledVariables)).toEqual(
      Object.keys((await call("typebot")).body.prefilledVariables),
    );
    expect(phone.said).toEqual(["Welcome"]);
    const [session] = await phone.sessions("typebot");
    const shown = (await recording("typebot.fetchSessions.evolution")).response.body as object[];
    expect(shapeOf(session)).toEqual(shapeOf(shown[0]));
    expect(session).toMatchObject({ status: "opened", awaitUser: true, botId });
    expect(session.sessionId).toMatch(/^\d+-tb-session-1$/);
    expect(phone.events.filter(({ event }) => event === "typebot.change-status")).toMatchObject([
      { data: { remoteJid: contact, status: "opened", session: { id: session.id, awaitUser: false } } },
    ]);
    phone.answers(() => ({ messages: [text("Bye")] }));
    await phone.hears("my answer");
    await phone.quiet();
    // Upstream cuts the flow's session id at its first dash; the recorded server was called so.
    expect(phone.calls[1]).toMatchObject({
      url: "https://bots.example/api/v1/sessions/tb/continueChat",
      body: { message: "my answer" },
    });
    expect(phone.said).toEqual(["Welcome", "Bye"]);
    expect(await phone.sessions("typebot")).toEqual([]);
    expect(phone.events.filter(({ event }) => event === "typebot.change-status").at(-1)).toMatchObject({
      data: { remoteJid: contact, status: "delete", session: { id: session.id } },
    });
  });

  test("keepOpen keeps the session of a flow that ended, so that it does not start again", async () => {
    await phone.withFarEnd(() => ({ sessionId: "s", messages: [text("Once")] }));
    await phone.makes("typebot", { ...body, keepOpen: true });
    await phone.hears("hi");
    await phone.quiet();
    await phone.hears("hi again");
    await phone.quiet();
    expect(phone.said).toEqual(["Once"]);
    expect(await phone.sessions("typebot")).toMatchObject([{ status: "closed" }]);
  });

  test("the keyword ends the conversation, and the next message begins a new one", async () => {
    await phone.withFarEnd(() => greeting);
    await phone.makes("typebot", body);
    for (const words of ["hi", "#SAIR", "hi"]) {
      await phone.hears(words);
      await phone.quiet();
    }
    expect(phone.calls.map(({ url }) => url.split("/").at(-1))).toEqual(["startChat", "startChat"]);
    expect(statuses()).toEqual(["opened", "delete", "opened"]);
  });

  test("a session that was silent for longer than it may is begun anew, and not before", async () => {
    await phone.withFarEnd(() => greeting);
    await phone.makes("typebot", body);
    await phone.hears("hi");
    await phone.quiet();
    await phone.passes(20 * 60_000);
    await phone.hears("still here");
    await phone.quiet();
    await phone.passes(21 * 60_000);
    await phone.hears("back");
    await phone.quiet();
    expect(phone.calls.map(({ url }) => url.split("/").at(-1))).toEqual(["startChat", "continueChat", "startChat"]);
    expect(await phone.sessions("typebot")).toHaveLength(1);
  });

  test("bubbles become messages in their order and at their times", async () => {
    await phone.withFarEnd(() => ({
      sessionId: "s",
      messages: [
        text("One"),
        { id: "i", type: "image", content: { url: "https://files.example/a.png" } },
        { id: "a", type: "audio", content: { url: "https://files.example/a.mp3" } },
        text("[buttons]\n[title]\nPick\n[description]\nOne\n[footer]\nx\n[reply]\ndisplayText: Yes\nid: y\n"),
      ],
      clientSideActions: [{ lastBubbleBlockId: "One", wait: { secondsToWaitFor: 5 } }],
      input: { type: "choice input", items: [{ content: "A" }, { content: "B" }] },
    }));
    await phone.makes("typebot", { ...body, delayMessage: 5_000 });
    await phone.hears("hi");
    await phone.passes(0);
    await phone.passes(4_000);
    expect(phone.said).toEqual([]);
    await phone.passes(2_000);
    expect(phone.said).toEqual(["One"]);
    await phone.passes(8_000);
    expect(phone.said).toEqual(["One"]);
    await phone.passes(2_000);
    expect(phone.said).toEqual(["One", "imageMessage"]);
    await phone.quiet();
    expect(phone.said).toEqual([
      "One",
      "imageMessage",
      "audioMessage",
      "viewOnceMessage",
      "\u25b6\ufe0f A\n\u25b6\ufe0f B",
    ]);
  });

  test("started by the API with a session, it writes first", async () => {
    await phone.withFarEnd(() => greeting);
    await phone.call("POST", "/typebot/settings", (await recording("typebot.settings.evolution")).request.body);
    const { request, response } = await recording("typebot.start.evolution.session");
    const started = await phone.call("POST", "/typebot/start", request.body);
    const expected = JSON.parse(JSON.stringify(response.body).replace("evo-ch", phone.name));
    expect(started).toEqual({ status: 200, body: expected });
    await phone.quiet();
    expect(phone.calls[0]!.body.prefilledVariables).toMatchObject({ name: "Ana", pushName: "" });
    expect(phone.said).toEqual(["Welcome"]);
    expect(await phone.sessions("typebot")).toMatchObject([{ remoteJid: "5511977776666@s.whatsapp.net" }]);
  });

  test("started by the API without a session, it only says so", async () => {
    await phone.withFarEnd(() => greeting);
    await phone.call("POST", "/typebot/settings", (await recording("typebot.settings.evolution")).request.body);
    const { request } = await recording("typebot.start.evolution");
    await phone.call("POST", "/typebot/start", request.body);
    await phone.quiet();
    expect(phone.calls[0]!.body).toEqual({ prefilledVariables: { name: "Ana" } });
    expect(phone.said).toEqual([]);
    expect(phone.events.map(({ event }) => event)).toEqual(["typebot.start"]);
    phone.answers(() => new Response(null, { status: 404 }));
    expect(await phone.call("POST", "/typebot/start", request.body)).toEqual({ status: 200, body: undefined });
  });

  function statuses(): string[] {
    return phone.events
      .filter(({ event }) => event === "typebot.change-status")
      .map(({ data }) => (data as { status: string }).status);
  }
});

describe("openai", () => {
  const completion = (content: string) => ({ choices: [{ message: { role: "assistant", content } }] });

  async function makes(more: Record<string, unknown> = {}): Promise<string> {
    const creds = await phone.call("POST", "/openai/creds", { name: "main", apiKey: "sk-1" });
    return phone.makes("openai", {
      openaiCredsId: creds.body.id,
      botType: "chatCompletion",
      model: "gpt-4o",
      maxTokens: 100,
      systemMessages: ["s"],
      assistantMessages: ["a"],
      userMessages: ["u"],
      ...more,
    });
  }

  test("asks for a completion as recorded, and remembers what was said", async () => {
    await phone.withFarEnd(() => completion("Hello from the stand-in model"));
    await makes();
    await phone.hears("hi openai");
    await phone.quiet();
    const recorded = await call("openai");
    expect(phone.calls[0]!.url).toBe("http://localhost:8787/relay/openai/v1/chat/completions");
    expect(phone.calls[0]!.body).toEqual(recorded.body);
    expect(phone.calls[0]!.headers).toMatchObject({
      authorization: "Bearer sk-1",
      "user-agent": recorded.headers["user-agent"],
      "x-stainless-retry-count": "0",
    });
    expect(phone.said).toEqual(["Hello from the stand-in model"]);
    const [session] = await phone.sessions("openai");
    const [shown] = (await recording("openai.fetchSessions.evolution")).response.body as { context: string }[];
    expect(shapeOf(session)).toEqual(shapeOf(shown));
    expect(session.context).toBe(shown!.context);
    await phone.hears("and now?");
    await phone.quiet();
    expect(phone.calls[1]!.body.messages.slice(3)).toEqual([
      ...(JSON.parse(session.context) as { history: unknown[] }).history,
      { role: "user", content: [{ type: "text", text: "and now?" }] },
    ]);
  });

  test("tries twice again, then says to the contact what went wrong", async () => {
    await phone.withFarEnd(() => Response.json({ error: { message: "Slow down" } }, { status: 429 }));
    await makes();
    await phone.hears("hi");
    await phone.quiet();
    expect(phone.calls.map(({ headers }) => headers["x-stainless-retry-count"])).toEqual(["0", "1", "2"]);
    expect(phone.said).toEqual(["Sorry, there was an error: 429 Slow down"]);
  });

  test("does not try again what was refused", async () => {
    await phone.withFarEnd(() => Response.json({ error: { message: "Bad key" } }, { status: 401 }));
    await makes();
    await phone.hears("hi");
    await phone.quiet();
    expect(phone.calls).toHaveLength(1);
    expect(phone.said).toEqual(["Sorry, there was an error: 401 Bad key"]);
  });

  test("the keyword deletes its session, or closes it with keepOpen", async () => {
    await phone.withFarEnd(() => completion("hello"));
    await makes({ keywordFinish: "bye", keepOpen: false });
    for (const words of ["hi", "Bye"]) {
      await phone.hears(words);
      await phone.quiet();
    }
    expect(await phone.sessions("openai")).toEqual([]);
    expect(phone.calls).toHaveLength(1);
  });

  test("an assistant keeps one thread, is looked at until it is done, and may use tools", async () => {
    let looks = 0;
    await phone.withFarEnd(({ url, method }) => {
      if (url === "https://functions.example/") return { price: 5 };
      if (url.endsWith("/threads")) return { id: "thread_1" };
      if (url.endsWith("/runs")) return { id: "run_1", status: "queued" };
      if (url.endsWith("/runs/run_1")) {
        looks++;
        if (looks === 1) return { id: "run_1", status: "in_progress" };
        if (looks > 2) return { id: "run_1", status: "completed" };
        const toolCall = { id: "call_1", function: { name: "price", arguments: '{"of":"tea"}' } };
        const required_action = { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls: [toolCall] } };
        return { id: "run_1", status: "requires_action", required_action };
      }
      if (method === "GET") return { data: [{ content: [{ type: "text", text: { value: "Five" } }] }] };
      return {};
    });
    await makes({ botType: "assistant", assistantId: "asst_1", functionUrl: "https://functions.example/" });
    await phone.hears("what is tea?");
    await phone.quiet();
    expect(phone.said).toEqual(["Five"]);
    expect(phone.calls.find(({ url }) => url === "https://functions.example/")!.body).toEqual({
      functionName: "price",
      functionArguments: { of: "tea", remoteJid: contact, pushName: "Bia" },
    });
    expect(phone.calls.find(({ url }) => url.endsWith("/submit_tool_outputs"))!.body).toEqual({
      tool_outputs: [{ tool_call_id: "call_1", output: '{"price":5}' }],
    });
    expect(await phone.sessions("openai")).toMatchObject([{ sessionId: "thread_1", awaitUser: true }]);
    await phone.hears("and milk?");
    await phone.quiet();
    expect(phone.calls.filter(({ url }) => url.endsWith("/threads"))).toHaveLength(1);
  });

  test("lists the models of the credentials that are named", async () => {
    await phone.withFarEnd(() => ({ object: "list", data: [{ id: "gpt-4o" }] }));
    const creds = await phone.call("POST", "/openai/creds", { name: "main", apiKey: "sk-1" });
    const models = await phone.call(
      "GET",
      "/openai/getModels",
      undefined,
      undefined,
      `?openaiCredsId=${creds.body.id}`,
    );
    expect(models).toEqual({ status: 200, body: [{ id: "gpt-4o" }] });
    expect(phone.calls[0]).toMatchObject({ method: "GET", url: "http://localhost:8787/relay/openai/v1/models" });
    phone.answers(() => new Response(null, { status: 401 }));
    expect(
      await phone.call("GET", "/openai/getModels", undefined, undefined, `?openaiCredsId=${creds.body.id}`),
    ).toMatchObject({
      status: 500,
      body: { response: { message: "Error fetching models" } },
    });
  });
});

/** What the recorded server called for a kind of bot. */
async function call(kind: string): Promise<{ headers: Record<string, string>; body: any }> {
  const found = Object.entries(botCalls).find(([path]) => path.includes(files[kind]!));
  return (await found![1]()) as never;
}

const botCalls = import.meta.glob("../../../fixtures/evolution/bot-calls/*.json", { import: "default" });
const files: Record<string, string> = {
  evolutionBot: "_bot.json",
  n8n: "_n8n",
  flowise: "_flowise",
  dify: "_v1_chat-messages",
  evoai: "_evoai",
  openai: "_v1_chat_completions",
  typebot: "_flow_startChat",
};
