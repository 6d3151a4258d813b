import { beforeEach, expect, test } from "vitest";
import { botFailures, type BotFailure } from "#workers/domain/bot-failure";
import { relay } from "#workers/relay/relay";
import type { FarEnds } from "#tests/support/far-ends";
import {
  analyticsOf,
  askBot,
  callRelay,
  eventually,
  farOrigin,
  givenBot,
  givenBotShop,
  recordedCall,
  saidBy,
  type BotOptions,
} from "#tests/support/bots";
import type { GivenTenant } from "#tests/support/given";

const fallback = "Somebody will write to you soon.";
let given: GivenTenant;
let farEnds: FarEnds;

beforeEach(async () => {
  ({ given, farEnds } = await givenBotShop());
});

const cases: [what: string, cause: BotFailure, options: BotOptions][] = [
  ["a Typebot that is not there", "unknown_bot", { kind: "typebot", connection: { typebot: "no-such-flow" } }],
  [
    "a flow of Flowise that is not there",
    "unknown_bot",
    { kind: "flowise", connection: { apiUrl: at("/flowise/api/v1/prediction/none") } },
  ],
  [
    "a workflow of n8n that is not active",
    "unknown_bot",
    { kind: "n8n", connection: { webhookUrl: at("/n8n/webhook/none") } },
  ],
  ["an address where nothing is", "wrong_url", { kind: "evolutionBot", connection: { apiUrl: at("/nothing") } }],
  [
    "an address whose host does not exist",
    "wrong_url",
    { kind: "evolutionBot", connection: { apiUrl: "https://no-such-host.example/x" } },
  ],
  [
    "an address inside of the operator's network",
    "wrong_url",
    { kind: "dify", connection: { apiUrl: "http://10.0.0.8/v1" } },
  ],
  [
    "an address of Zapin itself",
    "wrong_url",
    { kind: "n8n", connection: { webhookUrl: "http://localhost:8787/relay/x" } },
  ],
  ["an address that redirects", "wrong_url", { kind: "flowise", connection: { apiUrl: at("/broken/elsewhere") } }],
  ["no address at all", "wrong_url", { kind: "evoai", connection: { agentUrl: "" } }],
  ["a key that OpenAI refuses", "key_refused", { kind: "openai", secret: { apiKey: "sk-wrong-key-0123456789" } }],
  ["a key that Dify refuses", "key_refused", { kind: "dify", secret: { apiKey: "app-wrong" } }],
  ["a password that n8n refuses", "key_refused", { kind: "n8n", secret: { user: "bot", password: "wrong" } }],
  ["a model that is not there", "model_missing", { kind: "openai", connection: { model: "gpt-missing" } }],
  ["a provider's quota that is used up", "provider_quota", { kind: "openai", connection: { model: "gpt-busy" } }],
  [
    "a far end that asks for patience",
    "provider_quota",
    { kind: "flowise", connection: { apiUrl: at("/broken/429") } },
  ],
  ["a far end that is down", "provider_down", { kind: "evolutionBot", connection: { apiUrl: at("/broken/down") } }],
  [
    "a far end that does not understand",
    "request_refused",
    { kind: "evolutionBot", connection: { apiUrl: at("/broken/422") } },
  ],
  ["an answer that is no JSON", "not_json", { kind: "evolutionBot", connection: { apiUrl: at("/broken/html") } }],
  ["JSON that is no answer of the kind", "not_json", { kind: "flowise", connection: { apiUrl: at("/broken/other") } }],
  ["an answer of 10 MB", "too_large", { kind: "n8n", connection: { webhookUrl: at("/broken/large") } }],
];

test.each(cases)(
  "%s: the contact hears the fallback text and the tenant the cause (%s)",
  async (_what, cause, options) => {
    const bot = await givenBot(given, farEnds, options);
    const response = await askBot(bot);
    // Upstream reads an error to the contact, so none may reach it.
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(saidBy(options.kind, JSON.parse(text))).toBe(fallback);
    for (const secret of ["sk-", "sk-wrong-key-0123456789", "app-wrong", farEnds.key])
      expect(text).not.toContain(secret);
    await eventually(async () => {
      const { events } = await given.ctx
        .journal(given.tenantId)
        .listEvents({ after: 0, limit: 100, types: ["zapin.bot.failed"] });
      expect(events).toHaveLength(1);
      expect(events[0]!.instance).toBe("shop");
      const told = JSON.parse(events[0]!.body!) as { data: object };
      expect(told).toMatchObject({
        data: { botId: bot.id, name: `${options.kind} bot`, kind: options.kind, cause, error: botFailures[cause] },
      });
      expect(JSON.stringify(told)).not.toMatch(/sk-|app-wrong|far-ends|10\.0\.0\.8/);
      expect((await analyticsOf(given, bot.id)).failures).toEqual({ [cause]: 1 });
    });
  },
);

test("an endless answer and one that never begins end with the time, and cost nobody else theirs", async () => {
  const [slow, silent, quick] = await Promise.all([
    givenBot(given, farEnds, { kind: "flowise", connection: { apiUrl: at("/broken/endless") } }),
    givenBot(given, farEnds, { kind: "evolutionBot" }),
    givenBot(given, farEnds, { kind: "n8n" }),
  ]);
  farEnds.before = ({ path }) => (path === "/bot/" ? new Promise<never>(() => {}) : null);
  const settings = { ...given.ctx.settings, botTimeoutMs: 50 };
  const impatient = Object.create(given.ctx, { settings: { value: settings } }) as typeof given.ctx;
  const run = async (bot: typeof slow) => {
    const { body } = recordedCall(bot.kind, "hi");
    const call = {
      method: "POST",
      path: "",
      query: new URLSearchParams(),
      contentType: null,
      body: { json: body as never },
    };
    return relay(impatient, { tenantId: given.tenantId, subject: bot.id }, call);
  };
  const [first, second, third] = await Promise.all([run(slow), run(silent), run(quick)]);
  expect([first!.failure, second!.failure, third!.failure]).toEqual(["timeout", "timeout", null]);
  expect(saidBy("flowise", await first!.response.json())).toBe(fallback);
});

test("a stream that never ends is cut, and says why in the form of a stream", async () => {
  const bot = await givenBot(given, farEnds, { kind: "openai" });
  const chunk = `data: ${JSON.stringify({ choices: [{ delta: { content: "x".repeat(200_000) } }] })}\n\n`;
  farEnds.before = () =>
    new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new TextEncoder().encode(chunk)) }), {
      headers: { "content-type": "text/event-stream" },
    });
  const { path, body } = recordedCall("openai", "hi");
  const text = await (await callRelay(bot, path, { ...body, stream: true })).text();
  expect(text.length).toBeLessThan(5_000_000);
  expect(text).toContain('"code":"too_large"');
  await eventually(async () => expect((await analyticsOf(given, bot.id)).failures).toEqual({ too_large: 1 }));
});

test("a prompt of 1 MB is carried whole, and one of more than 25 MB is refused before anybody is asked", async () => {
  const bot = await givenBot(given, farEnds, { kind: "evolutionBot" });
  const { body } = recordedCall("evolutionBot", "a".repeat(1_048_576));
  const response = await callRelay(bot, "", body);
  expect(response.status).toBe(200);
  expect((farEnds.requests[0]!.body as { query: string }).query).toHaveLength(1_048_576);
  const large = await callRelay(bot, "", JSON.stringify({ query: "a".repeat(26 * 1024 * 1024) }));
  expect(large.status).toBe(413);
  expect(farEnds.requests).toHaveLength(1);
});

test("a bot without a fallback text says nothing when it fails", async () => {
  for (const kind of ["typebot", "openai", "dify", "flowise", "evolutionBot", "n8n", "evoai"] as const) {
    const bot = await givenBot(given, farEnds, { kind, fallbackText: "", secret: null });
    farEnds.before = () => new Response("no", { status: 500 });
    const response = await askBot(bot);
    expect(response.status, kind).toBe(200);
    expect(saidBy(kind, await response.json()), kind).toBe("");
  }
});

test("a call that did not get through is made once more, and one that may have been heard is not", async () => {
  const bot = await givenBot(given, farEnds, { kind: "evolutionBot" });
  let answers = [new Response("", { status: 521 })];
  farEnds.before = () => answers.shift() ?? null;
  expect(saidBy("evolutionBot", await (await askBot(bot)).json())).toContain("bot says");
  expect(farEnds.requests).toHaveLength(2);
  answers = [new Response("", { status: 502 })];
  expect(saidBy("evolutionBot", await (await askBot(bot)).json())).toBe(fallback);
  expect(farEnds.requests).toHaveLength(3);
});

test("a conversation that Typebot has forgotten is closed, so that the next message begins anew; any other failure keeps it", async () => {
  const bot = await givenBot(given, farEnds, { kind: "typebot" });
  const gone = (await (
    await callRelay(bot, "/api/v1/sessions/tbgone/continueChat", { message: "hi" })
  ).json()) as object;
  expect(gone).not.toHaveProperty("input");
  farEnds.before = () => new Response("", { status: 503 });
  const down = (await (
    await callRelay(bot, "/api/v1/sessions/tbgone/continueChat", { message: "hi" })
  ).json()) as object;
  expect(down).toHaveProperty("input");
});

test(
  "a bot that fails forty times tells the tenant once in five minutes and counts every time",
  { timeout: 60_000 },
  async () => {
    const bot = await givenBot(given, farEnds, { kind: "evolutionBot" });
    farEnds.before = () => new Response("", { status: 500 });
    await Promise.all(Array.from({ length: 40 }, () => askBot(bot)));
    await eventually(async () => {
      expect((await analyticsOf(given, bot.id)).failures).toEqual({ provider_down: 40 });
      const { events } = await given.ctx
        .journal(given.tenantId)
        .listEvents({ after: 0, limit: 200, types: ["zapin.bot.failed"] });
      // Two, should the five minutes turn in the middle of the test.
      expect(events.length).toBeGreaterThan(0);
      expect(events.length).toBeLessThanOrEqual(2);
    });
  },
);

function at(path: string): string {
  return `${farOrigin}${path}`;
}
