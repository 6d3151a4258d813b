import { afterEach, expect, test, vi } from "vitest";
import { call, givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";

const number = "5511988887777";
const inbox = {
  enabled: true,
  accountId: "1",
  token: "cw-token",
  url: "https://chatwoot.example.com",
  signMsg: false,
  reopenConversation: true,
  conversationPending: false,
};
const written = {
  event: "message_created",
  message_type: "outgoing",
  content: "Good morning, how can we help?",
  private: false,
  conversation: { meta: { sender: { identifier: `${number}@s.whatsapp.net` } }, messages: [] },
};

afterEach(() => vi.restoreAllMocks());

async function set(given: GivenTenant, more: object = {}) {
  const answer = await given.call("POST", "/v1/chatwoot/set/shop", { body: { ...inbox, ...more } });
  return { status: answer.status, body: await answer.json<Record<string, unknown>>() };
}

/** The address that Chatwoot is told, as a path. */
async function givenInbox(given: GivenTenant): Promise<string> {
  const { status, body } = await set(given);
  expect(status).toBe(201);
  return new URL(String(body["webhook_url"])).pathname;
}

async function messagesUsed(given: GivenTenant): Promise<number> {
  const usage = await given.ctx.hub(given.tenantId).usage();
  return usage!.meters.messages.used;
}

test("what was set is found again, with Zapin's address and nothing of the server's", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const { body } = await set(given, { importMessages: true });
  expect(body).toMatchObject({ ...inbox, nameInbox: "shop", importMessages: false });
  expect(body["webhook_url"]).toMatch(/^http:\/\/localhost:8787\/hooks\/chatwoot\/[0-9a-f]{32}\./);
  const found = await given.call("GET", "/v1/chatwoot/find/shop");
  expect(await found.json()).toMatchObject({ enabled: true, url: inbox.url, webhook_url: body["webhook_url"] });
});

test.each(["http://169.254.169.254/", "http://10.0.0.1:3000", "https://localhost:8787", "ftp://chat.example.com"])(
  "a Chatwoot at %s is refused before any server is told of it",
  async (url) => {
    const given = await givenTenant();
    await givenInstance(given);
    expect((await set(given, { url })).status).toBe(400);
    expect(await (await given.call("GET", "/v1/chatwoot/find/shop")).json()).toMatchObject({ enabled: false, url: "" });
  },
);

test("autoCreate makes one inbox, whose answers come to Zapin's door", async () => {
  const given = await givenTenant();
  await givenInstance(given);
  const made: { name: string; channel: { webhook_url: string } }[] = [];
  const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async (target, init) => {
    const request = new Request(target as string, init as RequestInit);
    expect(request.url).toBe("https://chatwoot.example.com/api/v1/accounts/1/inboxes");
    expect(request.headers.get("api_access_token")).toBe("cw-token");
    if (request.method === "POST") made.push(await request.json());
    return Response.json(request.method === "POST" ? made.at(-1) : { payload: made });
  });
  for (let round = 0; round < 2; round++) {
    const { status, body } = await set(given, { autoCreate: true });
    expect([status, body["autoCreate"]]).toEqual([201, true]);
    expect(made).toEqual([{ name: "shop", channel: { type: "api", webhook_url: body["webhook_url"] } }]);
  }
  asked.mockImplementation(async () => new Response("no", { status: 401 }));
  expect(await set(given, { autoCreate: true, nameInbox: "other" })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining("Chatwoot answered 401") },
  });
});

test("what an agent writes is sent and counted; what sends nothing costs nothing", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const path = await givenInbox(given);
  const answers = [
    await call("POST", path, { body: written }),
    await call("POST", path, { body: { ...written, private: true } }),
    await call("POST", path, { body: { ...written, message_type: "incoming", conversation: null } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await answers[0]!.json()).toEqual({ message: "bot" });
  expect(await messagesUsed(given)).toBe(1);
  const where = { key: { remoteJid: `${number}@s.whatsapp.net` } };
  const found = await given.call("POST", "/v1/chat/findMessages/shop", { body: { where } });
  const { messages } = await found.json<{ messages: { records: { message: { conversation: string } }[] } }>();
  expect(messages.records.map(({ message }) => message.conversation)).toEqual([written.content]);
});

test("ingress: an address of Chatwoot that was made up, or made for something else, wakes nothing", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const path = await givenInbox(given);
  const token = path.split("/").at(-1)!;
  const hook = await given.ctx.secrets.hookToken("sandbox", `${given.tenantId}--shop`);
  for (const wrong of [`${"0".repeat(32)}.${given.tenantId}--shop`, hook, token.replace("shop", "second"), "x"]) {
    const answer = await call("POST", `/hooks/chatwoot/${encodeURIComponent(wrong)}`, { body: written });
    expect([wrong, answer.status]).toEqual([wrong, 401]);
  }
  const asEvent = await call("POST", `/hooks/evolution/sandbox/${token}`, { body: {} });
  expect(asEvent.status).toBe(401);
  expect(await messagesUsed(given)).toBe(0);
});

test("a file that lies inside the operator's network is not asked for", async () => {
  const given = await givenTenant();
  await givenOpenInstance(given);
  const path = await givenInbox(given);
  const attachments = [{ data_url: "http://169.254.169.254/latest/meta-data", file_type: "file" }];
  for (const body of [
    { ...written, attachments },
    { ...written, conversation: { ...written.conversation, messages: [{ attachments }] } },
  ]) {
    expect((await call("POST", path, { body })).status).toBe(400);
  }
  for (const text of ["", "[]", "null", "{", `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`]) {
    expect([text.slice(0, 9), (await call("POST", path, { body: text })).status]).toEqual([text.slice(0, 9), 400]);
  }
  expect(await messagesUsed(given)).toBe(0);
});
