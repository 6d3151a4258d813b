import { afterAll, beforeAll, expect, test } from "vitest";
import { givenServer, type TestServer } from "../system/server";
import { nodeOperations, runNode, type Ran } from "./node-harness";

/**
 * The published Evolution node of n8n, unmodified, against the sandbox: whoever has it in a workflow
 * changes the URL and the key, and nothing else.
 */

let server: TestServer;
let run: (name: string, parameters?: Record<string, unknown>) => Promise<Ran>;
const tried = new Map<string, string>();

const remoteJid = "5511988887777";
const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

beforeAll(async () => {
  server = await givenServer(8811);
  await server.start();
  const { apiKey, instance: instanceName } = await server.seed();
  const credentials = { url: `${server.url}/v1`, apikey: apiKey };
  run = async (name, parameters = {}) => {
    const ran = await runNode(credentials, name, { instanceName, ...parameters });
    tried.set(name, `${ran.status}`);
    return ran;
  };
});
afterAll(async () => server?.remove());

async function succeeds(name: string, parameters?: Record<string, unknown>): Promise<unknown> {
  const ran = await run(name, parameters);
  expect(ran.ok ? "" : `${name}: ${String(ran.data)} ${ran.status} ${ran.body}`).toBe("");
  return ran.data;
}

test("the credential test of the node is content", async () => {
  const { instance } = await server.seed();
  expect(instance).toBe("demo");
  const ran = await run("instances-api fetch-instances", { instanceName: "" });
  expect(ran).toMatchObject({ ok: true, status: 200 });
});

test("instances: make, list, connect, set, restart, log out and delete one", async () => {
  const own = { instanceName: "from-n8n" };
  const webhookSettings = { webhookUrl: "https://hooks.example.com/n8n", webhookEvents: ["MESSAGES_UPSERT"] };
  await succeeds("instances-api instance-basic", {
    ...own,
    token: "a-token-of-the-workflow-0123456789",
    number: "5511977778888",
    options_Create_instance: {
      instanceSettings: { settings: { rejectCall: true, msgCall: "later" } },
      webhook: { webhookSettings },
    },
  });
  await succeeds("instances-api fetch-instances", own);
  await succeeds("instances-api instance-connect", own);
  await succeeds("instances-api instance-settings", { ...own, rejectCall: true, msgCall: "no calls" });
  // Of an instance that is not connected Evolution says 200 {"error":true}, which the node takes for a success.
  await succeeds("instances-api restart-instance", own);
  await succeeds("instances-api set-presence", { presence: "available" });
  await succeeds("instances-api set-proxy", { resourceForProxy: "findProxy" });
  await succeeds("instances-api logout-instance", own);
  await succeeds("instances-api delete-instance", own);
});

test("messages: every kind", async () => {
  const rowValues = [{ title: "one", description: "the first", rowId: "1" }];
  const sent: Record<string, Record<string, unknown>> = {
    "send-text": { messageText: "hello", options_message: { delay: 1 } },
    "send-image": { media: picture, caption: "a picture" },
    "send-video": { media: picture },
    "send-audio": { media: picture },
    "send-document": { media: picture, fileName: "a.pdf" },
    "send-poll": {
      caption: "when?",
      options_display: { metadataValues: [{ optionValue: "a" }, { optionValue: "b" }] },
    },
    "send-contact": {
      contacts: { contactValues: [{ fullName: "Ana", wuid: remoteJid, phoneNumber: "+55 11 98888-7777" }] },
    },
    "send-buttons": {
      title: "t",
      description: "d",
      buttons: { buttonValues: [{ type: "reply", displayText: "a", id: "1" }] },
    },
    "send-stories": { type: "text", content: "news", statusJidList: remoteJid },
    "send-pix": { name: "Ana", keyType: "email", key: "ana@example.com" },
  };
  for (const [operation, parameters] of Object.entries(sent)) {
    await succeeds(`messages-api ${operation}`, { remoteJid, ...parameters });
  }
  // Lists fail on the real 2.3.6 too, with these very words.
  const sections = { sectionValues: [{ title: "s", rows: { rowValues } }] };
  const list = { remoteJid, title: "t", description: "d", buttonText: "b", sections, options_message: { footer: "f" } };
  const failed = await run("messages-api send-list", list);
  expect(failed).toMatchObject({ ok: false, status: 400 });
  expect(failed.body).toContain("this.isZero is not a function");
});

test("chats: what was sent is found, read, changed, marked and deleted", async () => {
  const of = async (name: string, parameters: Record<string, unknown>) =>
    ((await succeeds(name, { remoteJid, ...parameters })) as { key: { id: string } }).key.id;
  const jid = `${remoteJid}@s.whatsapp.net`;
  const messageId = await of("messages-api send-text", { messageText: "one" });
  const mediaId = await of("messages-api send-image", { media: picture });
  const message = { remoteJid: jid, chat: jid, messageId, fromMe: true };

  await succeeds("messages-api send-reaction", { ...message, reaction: "👍" });
  await succeeds("chat-api check-number", { numbers: remoteJid });
  await succeeds("chat-api read-messages", message);
  await succeeds("chat-api manage-archive", { ...message, archive: true });
  await succeeds("chat-api mark-unread", message);
  await succeeds("chat-api fetch-profile-picture", { number: remoteJid });
  await succeeds("chat-api get-media-base64", { messageId: mediaId, convertToMp4: false });
  await succeeds("chat-api update-message", { ...message, text: "two" });
  await succeeds("chat-api send-presence", { remoteJid, presence: "composing", delay: 1 });
  await succeeds("chat-api block-contact", { remoteJid, status: "block" });
  await succeeds("chat-api block-contact", { remoteJid, status: "unblock" });
  await succeeds("chat-api find-contacts", { listAll: true });
  await succeeds("chat-api find-messages", message);
  await succeeds("chat-api find-status-messages", message);
  await succeeds("chat-api find-chats", message);
  await succeeds("chat-api delete-message", message);
});

test("groups: from making one to leaving it", async () => {
  const participants = remoteJid;
  const made = (await succeeds("groups-api create-group", { subject: "n8n", description: "d", participants })) as {
    id: string;
  };
  const groupJid = made.id;
  await succeeds("groups-api update-group-name", { groupJid, subject: "renamed" });
  await succeeds("groups-api update-group-description", { groupJid, description: "new" });
  await succeeds("groups-api update-group-picture", { groupJid, image: picture });
  const code = (await succeeds("groups-api fetch-invite-code", { groupJid })) as { inviteCode: string };
  await succeeds("groups-api send-invite-link", { groupJid, description: "come", numbers: remoteJid });
  for (const [searchMethod, more] of [
    ["inviteCode", { inviteCode: code.inviteCode }],
    ["groupJid", { groupJid }],
    ["fetchAll", { getParticipants: "true" }],
  ] as const) {
    await succeeds("groups-api fetch-groups", { searchMethod, ...more });
  }
  await succeeds("groups-api find-participants", { groupJid });
  await succeeds("groups-api update-participants", { groupJid, action: "promote", participants });
  await succeeds("groups-api update-settings", { groupJid, action: "announcement" });
  await succeeds("groups-api toggle-ephemeral", { groupJid, expiration: 86_400 });
  await succeeds("groups-api join-group", { inviteCode: code.inviteCode });
  await succeeds("groups-api revoke-invite-code", { groupJid });
  await succeeds("groups-api leave-group", { groupJid });
});

test("events: the webhook is set, found, and switched off as the node does it", async () => {
  const webhook = { webhookUrl: "https://hooks.example.com/n8n", webhookByEvents: false, webhookBase64: false };
  const set = { resourceForWebhook: "setWebhook", enabled: true, ...webhook, webhookEvents: ["MESSAGES_UPSERT"] };
  await succeeds("events-api webhook", set);
  await succeeds("events-api webhook", { resourceForWebhook: "findWebhook" });
  await succeeds("events-api webhook", { ...set, enabled: false, webhookUrl: "", webhookEvents: [] });
  await succeeds("events-api rabbitmq", { resourceForRabbitMQ: "findRabbitMQ" });
});

test("profile: read and change", async () => {
  await succeeds("profile-api fetch-profile", { remoteJid });
  await succeeds("profile-api fetch-business-profile", { remoteJid });
  await succeeds("profile-api update-profile-name", { name: "Demo", profileName: "Demo" });
  await succeeds("profile-api update-profile-status", { status: "here", profileStatus: "here" });
  await succeeds("profile-api update-profile-picture", { picture, profilePicture: picture, image: picture });
  await succeeds("profile-api remove-profile-picture");
  await succeeds("profile-api fetch-privacy-settings");
  const all = { readreceipts: "all", profile: "all", status: "all", online: "all", last: "all", groupadd: "all" };
  // The last one: Evolution drops the connection over it, and calls of the next second fail.
  await succeeds("profile-api update-privacy-settings", all);
});

test("bots: the node finds those of its instance", async () => {
  await succeeds("integrations-api typebot", { resourceForTypebot: "findTypebot", typebotId: "" });
  await succeeds("integrations-api evolution-bot", { resourceForEvolutionBot: "findEvolutionBot", evolutionBotId: "" });
  await succeeds("integrations-api difyBot", { resourceForDifyBot: "findDify", difyBotId: "" });
  await succeeds("integrations-api flowise-bot", { resourceForFlowiseBot: "findFlowise", flowiseBotId: "" });
});

test("an inbox of Chatwoot is set and found as the node does it", async () => {
  const choices = { SignMsg: false, ReopenConversation: true, ConversationPending: false, AutoCreate: false };
  const more = { MergeBrazilContacts: true, ImportContacts: false, ImportMessages: false, DaysLimitImportMessages: 0 };
  const inbox = { AccountId: "1", Token: "cw-token", Url: "https://chatwoot.example.com", NameInbox: "Demo" };
  const fields = { ...inbox, ...choices, ...more, Organization: "", Logo: "" };
  const parameters = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`chatwoot${name}`, value]));
  await succeeds("integrations-api chatwoot", { resourceForChatwoot: "setChatwoot", enabled: true, ...parameters });
  await succeeds("integrations-api chatwoot", { resourceForChatwoot: "findChatwoot" });
});

test("every operation of the node was tried", () => {
  expect(nodeOperations.filter((name) => !tried.has(name))).toEqual([]);
  console.log(`${tried.size} of the node's ${nodeOperations.length} operations were tried`);
});
