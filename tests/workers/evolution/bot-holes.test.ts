import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeSession } from "#tests/support/fake-bots";
import type { FakeEvolution } from "#tests/support/fake-evolution";
import { givenInstance, type GivenTenant } from "#tests/support/given";
import { givenSharedServer, givenShop } from "#tests/support/shared-server";
import type { PublicCredential } from "#workers/domain/bot";

/** The holes of the original that let one instance reach another's bots, on a server that tenants share. */

let server: FakeEvolution;
beforeEach(async () => {
  server = await givenSharedServer();
});
afterEach(() => void vi.restoreAllMocks().unstubAllGlobals());

const contact = "5511988887777@s.whatsapp.net";
const flow = { enabled: true, url: "https://typebot.example/flows", typebot: "welcome", triggerType: "all" };
const ofModel = { enabled: true, botType: "chatCompletion", model: "gpt-4o", maxTokens: 100, triggerType: "all" };
const settings = {
  expire: 10,
  keywordFinish: "#exit",
  delayMessage: 1000,
  unknownMessage: "what?",
  listeningFromMe: false,
  stopBotFromMe: false,
  keepOpen: false,
  debounceTime: 1,
  ignoreJids: [],
};

async function posted(given: GivenTenant, path: string, body: object, key = given.key): Promise<any> {
  const answer = await given.call("POST", `/v1${path}`, { body, key });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return answer.json();
}

async function answered(given: GivenTenant, method: string, path: string, body?: object, key = given.key) {
  const answer = await given.call(method, `/v1${path}`, { key, ...(body ? { body } : {}) });
  return { status: answer.status, body: (await answer.json()) as any };
}

const upstreamHeard = () => JSON.stringify(server.requests);

test("fetch of another instance's bot: its id shows nothing, of one's own tenant or of another", async () => {
  const { given } = await givenShop();
  const { given: other } = await givenShop();
  await givenInstance(given, "second");
  const { id } = await posted(given, "/typebot/create/shop", flow);
  expect((await answered(given, "GET", `/typebot/fetch/${id}/shop`)).body).toMatchObject({ id, url: flow.url });
  expect((await answered(given, "GET", `/typebot/fetch/${id}/second`)).body).toBeNull();
  expect((await answered(other, "GET", `/typebot/fetch/${id}/shop`)).body).toBeNull();
  for (const [method, path, body] of [
    ["PUT", `/typebot/update/${id}/shop`, { ...flow, url: "https://thief.example" }],
    ["DELETE", `/typebot/delete/${id}/shop`, undefined],
  ] as const) {
    expect((await answered(other, method, path, body)).status, path).toBe(500);
  }
  expect(server.bots.bots).toHaveLength(1);
  expect(upstreamHeard()).not.toContain("thief.example");
});

test("fetchSessions of an unknown bot: upstream answers with everybody's, and none of them passes", async () => {
  const { given } = await givenShop();
  const { given: other } = await givenShop();
  await posted(given, "/typebot/create/shop", flow);
  const row = server.bots.bots[0]!;
  server.bots.sessions.push(fakeSession(String(row["instanceId"]), row, contact));
  for (const id of ["unknown", String(row["id"]), "all"]) {
    expect((await answered(other, "GET", `/typebot/fetchSessions/${id}/shop`)).body, id).toEqual([]);
  }
});

test.each(["closed", "delete"])(
  "changeStatus across instances: %s leaves another instance's conversation with the contact",
  async (status) => {
    const { given } = await givenShop();
    const { given: other } = await givenShop();
    await posted(given, "/typebot/create/shop", flow);
    await posted(other, "/typebot/create/shop", flow);
    const [mine, theirs] = server.bots.bots;
    for (const row of [mine!, theirs!]) {
      server.bots.sessions.push(fakeSession(String(row["instanceId"]), row, contact));
    }
    await answered(other, "POST", "/typebot/changeStatus/shop", { remoteJid: contact, status });
    const left = server.bots.sessions.find(({ botId }) => botId === mine!["id"]);
    expect(left).toMatchObject({ status: "opened" });
  },
);

test("credentials' names across tenants: the same name and key are there for each, and tell nothing of the other", async () => {
  const { given } = await givenShop();
  const { given: other } = await givenShop();
  const body = { name: "main", apiKey: "sk-the-very-same-key-0123456789" };
  await posted(given, "/openai/creds/shop", body);
  await posted(other, "/openai/creds/shop", body);
  expect((await answered(given, "POST", "/openai/creds/shop", body)).status).toBe(400);
  for (const each of [given, other]) {
    const { body: listed } = await answered(each, "GET", "/openai/creds/shop");
    expect(listed).toMatchObject([{ name: "main" }]);
    expect(JSON.stringify(listed)).not.toContain(body.apiKey);
  }
  expect(upstreamHeard()).not.toContain(body.apiKey);
});

test("foreign ids in settings: another tenant's bot or credential never reaches upstream", async () => {
  const { given } = await givenShop();
  const { given: other } = await givenShop();
  const credential = await posted(given, "/openai/creds/shop", { name: "main", apiKey: "sk-0123456789-of-mine" });
  const bot = await posted(given, "/openai/create/shop", { ...ofModel, openaiCredsId: credential.id });
  const ids = [bot.id, credential.id, String(server.bots.credentials[0]!["id"]), String(server.bots.bots[0]!["id"])];
  server.requests.length = 0;
  for (const id of ids) {
    const foreign = { openaiCredsId: id, openaiIdFallback: id, fallbackId: id };
    await answered(other, "POST", "/openai/settings/shop", { ...settings, ...foreign });
    await answered(other, "POST", "/openai/create/shop", { ...ofModel, openaiCredsId: id });
    await answered(other, "DELETE", `/openai/creds/${id}/shop`);
    await answered(other, "GET", `/openai/getModels/shop?openaiCredsId=${id}`);
  }
  for (const id of ids) expect(upstreamHeard()).not.toContain(id);
  expect(server.bots.bots).toHaveLength(1);
});

test("voice messages in words: a shared server would send a relay token to OpenAI itself, so it is refused", async () => {
  const { given } = await givenShop();
  const credential = await posted(given, "/openai/creds/shop", { name: "main", apiKey: "sk-0123456789-of-mine" });
  const body = { ...settings, openaiCredsId: credential.id };
  const refused = await answered(given, "POST", "/openai/settings/shop", { ...body, speechToText: true });
  expect(refused).toMatchObject({ status: 400, body: { status: 400, error: "Bad Request" } });
  expect(refused.body.response.message[0]).toContain("speechToText");
  expect(server.bots.settings).toEqual([]);
  // Nor does what stood there before Zapin keep it on.
  expect((await answered(given, "POST", "/openai/settings/shop", body)).status).toBe(200);
  expect(server.bots.settings).toMatchObject([{ speechToText: false }]);
});

test("a key of one instance keeps and deletes that one's credentials, and none of the whole account", async () => {
  const { given, hash } = await givenShop();
  const secret = { apiKey: "sk-0123456789-of-the-account" };
  const body = { kind: "openai", name: "account", secret };
  expect((await given.call("POST", "/api/credentials", { key: hash, body })).status).toBe(403);
  const kept = await given.call("POST", "/api/credentials", { body });
  expect(kept.status).toBe(201);
  const { id } = await kept.json<PublicCredential>();
  const own = await posted(given, "/openai/creds/shop", { name: "own", apiKey: "sk-0123456789-of-shop" }, hash);
  expect((await answered(given, "DELETE", `/openai/creds/${id}/shop`, undefined, hash)).status).toBe(403);
  expect((await answered(given, "DELETE", `/openai/creds/${own.id}/shop`, undefined, hash)).status).toBe(200);
  expect(await (await given.call("GET", "/api/credentials")).json()).toMatchObject({ credentials: [{ id }] });
});
