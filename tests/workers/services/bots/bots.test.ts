import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeSession } from "#tests/support/fake-bots";
import type { FakeEvolution } from "#tests/support/fake-evolution";
import { givenInstance, type GivenTenant } from "#tests/support/given";
import { givenSharedServer, givenShop } from "#tests/support/shared-server";
import type { BotSession, PromptVersion, PublicBot, PublicCredential } from "#workers/domain/bot";

let server: FakeEvolution;
beforeEach(async () => {
  server = await givenSharedServer();
});
afterEach(() => void vi.restoreAllMocks().unstubAllGlobals());

const everything = { type: "all" };
const keyword = (value: string) => ({ type: "keyword", operator: "equals", value });
const flow = { url: "https://typebot.example/flows", typebot: "welcome" };

async function made(given: GivenTenant, body: object): Promise<PublicBot> {
  const answer = await given.call("POST", "/api/bots", { body: { instance: "shop", triggers: everything, ...body } });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return answer.json();
}

async function refused(answer: Response): Promise<{ status: number; detail: string; field?: string; code: string }> {
  return answer.json();
}

test("a bot made by either door shows at the other", async () => {
  const { given } = await givenShop();
  const bot = await made(given, { kind: "typebot", name: "menu", connection: flow, triggers: keyword("hi") });
  const [found] = await (await given.call("GET", "/v1/typebot/find/shop")).json<Record<string, unknown>[]>();
  expect(found).toMatchObject({ id: bot.upstreamId, description: "menu", ...flow, triggerValue: "hi", expire: 300 });

  const body = { enabled: true, apiUrl: "https://bot.example/hook", apiKey: "eb", triggerType: "none" };
  const created = await given.call("POST", "/v1/evolutionBot/create/shop", { body });
  const { id } = await created.json<{ id: string }>();
  const listed = await (await given.call("GET", "/api/bots")).json<{ bots: PublicBot[] }>();
  expect(listed.bots.map(({ kind, upstreamId }) => [kind, upstreamId])).toEqual([
    ["evolutionBot", id],
    ["typebot", bot.upstreamId],
  ]);
  const kinds = await (await given.call("GET", "/api/bots?kind=typebot&state=enabled")).json<{ bots: PublicBot[] }>();
  expect(kinds.bots.map((one) => one.id)).toEqual([bot.id]);
});

test.each([
  ["typebot", flow, undefined],
  ["dify", { botType: "chatBot", apiUrl: "https://dify.example/v1" }, { apiKey: "app-secret-of-the-tenant" }],
  ["flowise", { apiUrl: "https://flowise.example/p/1" }, { apiKey: "fl-secret-of-the-tenant" }],
  ["evolutionBot", { apiUrl: "https://bot.example/hook" }, { apiKey: "eb-secret-of-the-tenant" }],
  ["n8n", { webhookUrl: "https://n8n.example/webhook/1" }, { user: "u", password: "n8n-secret-of-the-tenant" }],
  ["evoai", { agentUrl: "https://agent.example/a" }, { apiKey: "ea-secret-of-the-tenant" }],
  [
    "openai",
    { botType: "assistant", assistantId: "asst_1", functionUrl: "https://functions.example/run" },
    { apiKey: "sk-secret-of-the-tenant-1234" },
  ],
])("%s: upstream is told the relay's address and never the tenant's, nor its key", async (kind, connection, secret) => {
  const { given } = await givenShop();
  const bot = await made(given, { kind, connection, ...(secret ? { secret } : {}) });
  await given.call("PATCH", `/api/bots/${bot.id}`, { body: { name: "renamed" } });
  const sent = JSON.stringify(server.requests.filter(({ path }) => path.startsWith(`/${kind}/`)));
  expect(sent).toContain("renamed");
  expect(sent).toMatch(/rly_\w+/);
  expect(sent).not.toMatch(/\.example\/(flows|v1|p|hook|webhook|a|run)|secret-of-the-tenant/);
  const answers = [
    JSON.stringify(bot),
    await (await given.call("GET", `/v1/${kind}/find/shop`)).text(),
    await (await given.call("GET", `/v1/${kind}/fetch/${bot.upstreamId}/shop`)).text(),
    await (await given.call("GET", "/api/credentials")).text(),
  ].join();
  expect(answers).toContain(Object.values(connection).find((value) => value.startsWith("https://")));
  expect(answers).not.toMatch(/rly_|\/relay\/|secret-of-the-tenant/);
});

test("two bots of an instance may not answer everything, nor the same word, whatever their kinds", async () => {
  const { given } = await givenShop();
  await made(given, { kind: "typebot", connection: flow });
  await made(given, { kind: "typebot", connection: flow, triggers: keyword("hi") });
  const other = { instance: "shop", kind: "evolutionBot", connection: { apiUrl: "https://bot.example" } };
  const all = await given.call("POST", "/api/bots", { body: { ...other, triggers: everything } });
  expect(await refused(all)).toMatchObject({ status: 409, code: "conflict", field: "triggers.type" });
  // Upstream begins a bot without a trigger with any message.
  const none = await given.call("POST", "/api/bots", { body: { ...other, triggers: { type: "none" } } });
  expect(await refused(none)).toMatchObject({ status: 409, code: "conflict", field: "triggers.type" });
  const same = await given.call("POST", "/api/bots", { body: { ...other, triggers: keyword("hi") } });
  expect(await refused(same)).toMatchObject({ status: 409, field: "triggers.value" });
  const off = await given.call("POST", "/api/bots", { body: { ...other, triggers: everything, enabled: false } });
  const { id } = await off.json<PublicBot>();
  expect(await refused(await given.call("POST", `/api/bots/${id}/enable`))).toMatchObject({ status: 409 });
});

test.each([
  [{ kind: "telepathy" }, "kind"],
  [{ kind: "typebot", connection: {} }, "connection.url"],
  [{ kind: "typebot", connection: { ...flow, url: "http://10.0.0.1/x" } }, "connection.url"],
  [{ kind: "typebot", connection: { ...flow, url: "http://localhost:8787/relay/x" } }, "connection.url"],
  [{ kind: "openai", connection: { botType: "chatCompletion", maxTokens: 5 } }, "connection.model"],
  [{ kind: "openai", connection: { botType: "chatCompletion", model: "m", maxTokens: 5 } }, "credentialId"],
  [{ kind: "dify", connection: { botType: "robot" } }, "connection.botType"],
  [{ kind: "typebot", connection: flow, triggers: { type: "keyword" } }, "triggers.operator"],
  [
    { kind: "typebot", connection: flow, triggers: { type: "keyword", operator: "regex", value: "(" } },
    "triggers.value",
  ],
  [{ kind: "n8n", connection: { webhookUrl: "https://n8n.example" }, secret: { apiKey: "x" } }, "secret"],
  [{ kind: "typebot", connection: flow, credentialId: "cred_of_another" }, "credentialId"],
])("bad input %j is refused at its field, and nothing is made", async (body, field) => {
  const { given } = await givenShop();
  const answer = await given.call("POST", "/api/bots", { body: { instance: "shop", triggers: everything, ...body } });
  expect(await refused(answer)).toMatchObject({ status: 400, field });
  expect(server.bots.bots).toEqual([]);
});

test("a prompt of a megabyte is refused at the API, and what the bot was told before stays", async () => {
  const { given } = await givenShop();
  const secret = { apiKey: "sk-1234567890abcdef" };
  const connection = { botType: "chatCompletion", model: "gpt-4o", maxTokens: 100, systemMessages: ["Be kind."] };
  const bot = await made(given, { kind: "openai", connection, secret });
  const change = (systemMessages: string[]) =>
    given.call("PATCH", `/api/bots/${bot.id}`, { body: { connection: { systemMessages } } });
  expect(await refused(await change(["a".repeat(1_048_576)]))).toMatchObject({ status: 413, code: "too_large" });
  const long = await refused(await change(["a".repeat(40_001)]));
  expect(long).toMatchObject({ status: 400, field: "connection.systemMessages.0" });
  const { versions } = await (await given.call("GET", `/api/bots/${bot.id}/prompts`)).json<{ versions: unknown[] }>();
  expect(versions).toHaveLength(1);
});

test("a create whose answer was lost stands in nobody's way", async () => {
  const { given } = await givenShop();
  server.bots.loseAnswers = true;
  const body = { instance: "shop", kind: "typebot", connection: flow, triggers: keyword("hi") };
  expect((await given.call("POST", "/api/bots", { body })).status).toBe(502);
  expect(server.bots.bots).toHaveLength(1);
  server.bots.loseAnswers = false;
  const bot = await made(given, body);
  expect(server.bots.bots.map((row) => row["id"])).toEqual([bot.upstreamId]);
});

test("a bot in the making is nobody's stray", async () => {
  const { given } = await givenShop();
  const hub = given.ctx.hub(given.tenantId);
  server.bots.loseAnswers = true;
  const body = { instance: "shop", kind: "typebot", connection: flow, triggers: keyword("hi") };
  await given.call("POST", "/api/bots", { body });
  server.bots.loseAnswers = false;
  const address = String(server.bots.bots[0]!["url"]);
  const said = await given.ctx.secrets.readRelayToken(address.split("/relay/")[1]!);
  await hub.reserve("bots", said!.subject);
  expect(await refused(await given.call("POST", "/api/bots", { body }))).toMatchObject({ status: 409 });
  expect(server.bots.bots).toHaveLength(1);
});

test("a change is upstream's and ours; a bot that is gone upstream can still be deleted", async () => {
  const { given } = await givenShop();
  const bot = await made(given, { kind: "flowise", connection: { apiUrl: "https://flowise.example/1" } });
  const body = { enabled: false, behaviour: { expire: 7 }, fallbackText: "later", budget: { tokensPerDay: 10 } };
  const changed = await (await given.call("PATCH", `/api/bots/${bot.id}`, { body })).json<PublicBot>();
  expect(changed).toMatchObject(body);
  expect(changed.behaviour).toMatchObject({ expire: 7, keywordFinish: "bye" });
  expect(server.bots.bots[0]).toMatchObject({ enabled: false, expire: 7 });
  const policy = await given.ctx.hub(given.tenantId).findBot(bot.id);
  expect(policy).toMatchObject({ enabled: false, fallbackText: "later", connection: bot.connection });

  server.bots.bots = [];
  expect((await given.call("DELETE", `/api/bots/${bot.id}`)).status).toBe(200);
  expect(await given.ctx.hub(given.tenantId).findBot(bot.id)).toBeNull();
  expect((await given.call("DELETE", `/api/bots/${bot.id}`)).status).toBe(404);
});

test("the plan's number of bots holds, and a deleted instance gives its places back", async () => {
  const { given } = await givenShop();
  await made(given, { kind: "typebot", connection: flow, secret: { apiKey: "unused" } });
  const before = await given.ctx.hub(given.tenantId).usage();
  expect(before?.gauges).toMatchObject({ bots: { used: 1 } });
  await given.call("DELETE", "/v1/instance/delete/shop");
  const after = await given.ctx.hub(given.tenantId).usage();
  expect(after?.gauges).toMatchObject({ bots: { used: 0 } });
  expect(await (await given.call("GET", "/api/bots")).json()).toEqual({ bots: [] });
});

test("each change of a prompt is a version, and an earlier one can be had back", async () => {
  const { given } = await givenShop();
  const credential = await (
    await given.call("POST", "/api/credentials", { body: { kind: "openai", name: "main", secret: { apiKey: "sk-1" } } })
  ).json<PublicCredential>();
  const connection = { botType: "chatCompletion", model: "gpt-4o", maxTokens: 100, systemMessages: ["Be kind."] };
  const bot = await made(given, { kind: "openai", connection, credentialId: credential.id });
  const patch = (body: object) => given.call("PATCH", `/api/bots/${bot.id}`, { body });
  await patch({ connection: { systemMessages: ["Be brief."] }, note: "too long" });
  await patch({ connection: { model: "gpt-4o-mini" } });
  const restored = await given.call("POST", `/api/bots/${bot.id}/prompts/restore`, { body: { version: 1 } });
  expect(await restored.json()).toMatchObject({ promptVersion: 3, connection: { model: "gpt-4o-mini" } });
  const { current, versions } = await (
    await given.call("GET", `/api/bots/${bot.id}/prompts`)
  ).json<{ current: number; versions: PromptVersion[] }>();
  expect(current).toBe(3);
  expect(versions.map(({ version, note, prompt }) => [version, note, prompt.systemMessages])).toEqual([
    [3, "Version 1 again", ["Be kind."]],
    [2, "too long", ["Be brief."]],
    [1, "", ["Be kind."]],
  ]);
  expect(server.bots.bots[0]).toMatchObject({ systemMessages: ["Be kind."], model: "gpt-4o-mini" });
});

test("conversations are seen, paused, resumed and closed, and another bot's are not shown", async () => {
  const { given } = await givenShop();
  const bot = await made(given, { kind: "typebot", connection: flow });
  const row = server.bots.bots[0]!;
  const instanceId = String(row["instanceId"]);
  server.bots.sessions.push(
    fakeSession(instanceId, row, "5511988887777@s.whatsapp.net"),
    fakeSession("id-other", { kind: "typebot", id: "other" }, "5511988887777@s.whatsapp.net"),
  );
  const sessions = async () =>
    (await (await given.call("GET", `/api/bots/${bot.id}/sessions`)).json<{ sessions: BotSession[] }>()).sessions;
  expect((await sessions()).map(({ contact, status }) => [contact, status])).toEqual([
    ["5511988887777@s.whatsapp.net", "opened"],
  ]);
  const steer = async (action: string) =>
    (await given.call("POST", `/api/bots/${bot.id}/sessions`, { body: { contact: "5511988887777", action } })).json();
  expect(await steer("pause")).toEqual({ contact: "5511988887777@s.whatsapp.net", status: "paused" });
  expect((await sessions())[0]?.status).toBe("paused");
  expect(await steer("resume")).toMatchObject({ status: "opened" });
  // What was done by one door is seen by the other.
  const sent = { remoteJid: "5511988887777@s.whatsapp.net", status: "paused" };
  expect((await given.call("POST", "/v1/typebot/changeStatus/shop", { body: sent })).status).toBe(200);
  expect((await sessions())[0]?.status).toBe("paused");
  expect(await steer("resume")).toMatchObject({ status: "opened" });
  expect(await steer("close")).toMatchObject({ status: "closed" });
  expect(await sessions()).toEqual([]);
  expect(await steer("fly")).toMatchObject({ status: 400, field: "action" });
});

test("another tenant's bot, credential or instance is not there, whatever is done to it", async () => {
  const { given } = await givenShop();
  const { given: other } = await givenShop();
  const bot = await made(given, { kind: "typebot", connection: flow });
  await givenInstance(other, "second");
  for (const [method, path, body] of [
    ["GET", "", undefined],
    ["PATCH", "", { name: "x" }],
    ["DELETE", "", undefined],
    ["POST", "/enable", undefined],
    ["GET", "/sessions", undefined],
    ["POST", "/sessions", { contact: "5511988887777", action: "close" }],
    ["GET", "/prompts", undefined],
  ] as const) {
    const answer = await other.call(method, `/api/bots/${bot.id}${path}`, body ? { body } : {});
    expect(answer.status, `${method} ${path}`).toBe(404);
  }
});
