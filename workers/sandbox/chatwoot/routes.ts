import { answer, refusal, type Answer } from "../answers";
import { messageRoutes } from "../messages/routes";
import { chatwootCheck } from "../checks/bots";
import { save } from "../pairing/pair";
import type { PhoneParts } from "../parts";
import type { Call, Route } from "../routes/route";

/** The inbox is kept and shown, and what its agents write is sent. Nothing is passed on to it. */
export const chatwootRoutes: Route[] = [
  { method: "POST", path: "/chatwoot/set", check: chatwootCheck, handle: setChatwoot },
  { method: "GET", path: "/chatwoot/find", handle: findChatwoot },
  { method: "POST", path: "/chatwoot/webhook", handle: hearChatwoot },
];

function setChatwoot(phone: PhoneParts, { account, body }: Call): Answer {
  if (body.enabled === true) {
    if (!isAddress(body.url)) return refusal(400, ["url is not valid"]);
    if (!body.accountId) return refusal(400, ["accountId is required"]);
    if (!body.token) return refusal(400, ["token is required"]);
  }
  const inbox = {
    ...body,
    ...(body.enabled === true && body.signMsg === false && { signDelimiter: null }),
    nameInbox: body.nameInbox || account.instanceName,
  };
  account.chatwoot = inbox;
  save(phone, account);
  return answer(201, { ...inbox, webhook_url: webhookOf(phone, account.instanceName) });
}

function findChatwoot(phone: PhoneParts, { account }: Call): Answer {
  const inbox = account.chatwoot;
  if (!inbox) return answer(200, unset);
  return answer(200, {
    ...Object.fromEntries(shown.map((name) => [name, inbox[name] ?? null])),
    webhook_url: webhookOf(phone, account.instanceName),
  });
}

/** What an agent wrote goes to the contact of the conversation; upstream answers the same whatever comes of it. */
async function hearChatwoot(phone: PhoneParts, call: Call): Promise<Answer> {
  const { event, message_type: type, content, private: isNote, conversation } = call.body;
  const { meta } = (conversation ?? {}) as { meta?: { sender?: { identifier?: unknown } } };
  const to = meta?.sender?.identifier;
  const isWritten = event === "message_created" && type === "outgoing" && isNote !== true;
  if (call.account.chatwoot?.enabled === true && isWritten && typeof to === "string" && typeof content === "string") {
    const route = messageRoutes.find(({ path }) => path === "/message/sendText");
    await route?.handle(phone, { ...call, body: { number: to, text: content } });
  }
  return answer(200, { message: "bot" });
}

const shown = [
  "enabled",
  "accountId",
  "token",
  "url",
  "nameInbox",
  "signMsg",
  "signDelimiter",
  "reopenConversation",
  "conversationPending",
  "mergeBrazilContacts",
  "importContacts",
  "importMessages",
  "daysLimitImportMessages",
  "organization",
  "logo",
  "ignoreJids",
];

const unset = {
  enabled: false,
  url: "",
  accountId: "",
  token: "",
  signMsg: false,
  nameInbox: "",
  webhook_url: "",
};

/** Where Chatwoot would post its answers. */
function webhookOf({ serverUrl }: PhoneParts, instanceName: string): string {
  return `${serverUrl}/chatwoot/webhook/${encodeURIComponent(instanceName)}`;
}

function isAddress(url: unknown): boolean {
  return typeof url === "string" && /^(https?:\/\/)?[^\s/]+/.test(url);
}
