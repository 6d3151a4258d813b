import type { EventName } from "../../domain/event";

/** What upstream tells with one of its events. The texts and samples are those of a recorded 2.3.6 server. */
export interface UpstreamEventType {
  name: EventName;
  /** As payloads and the log spell it. */
  type: string;
  description: string;
  /** What the event's `data` holds, as a JSON schema. More members may come: upstream adds them as it likes. */
  schema: JsonSchema;
  /** A `data` as upstream writes it. */
  sample: unknown;
}

export interface JsonSchema {
  type?: string | string[];
  description?: string;
  enum?: readonly unknown[];
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  oneOf?: readonly JsonSchema[];
}

const text = (description?: string): JsonSchema => ({ type: "string", ...(description ? { description } : {}) });
const textOrNull: JsonSchema = { type: ["string", "null"] };
const whole = (description?: string): JsonSchema => ({ type: "integer", ...(description ? { description } : {}) });
const yes: JsonSchema = { type: "boolean" };
const one = (...values: readonly string[]): JsonSchema => ({ type: "string", enum: values });
const anything: JsonSchema = { type: "object" };
const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });

/** Members whose names end in "?" may be missing. */
function record(members: Record<string, JsonSchema>): JsonSchema {
  const named = Object.entries(members).map(([name, schema]) => [name.replace("?", ""), schema] as const);
  const required = Object.keys(members).filter((name) => !name.endsWith("?"));
  return { type: "object", properties: Object.fromEntries(named), required };
}

const jid = text("a WhatsApp address, such as 5511988887777@s.whatsapp.net");
const key = record({ remoteJid: jid, fromMe: yes, id: text("WhatsApp's id of the message"), "participant?": text() });
const message = record({
  key,
  "pushName?": textOrNull,
  "status?": text(),
  message: anything,
  messageType: text("the member of `message` that holds the content, such as conversation or imageMessage"),
  messageTimestamp: whole("seconds since 1970"),
  "instanceId?": text(),
  "source?": one("web", "android", "ios", "desktop", "unknown"),
});
const contact = record({
  "remoteJid?": jid,
  "pushName?": textOrNull,
  "profilePicUrl?": textOrNull,
  instanceId: text(),
});
const chat = record({ remoteJid: jid, instanceId: text(), "name?": textOrNull, "unreadMessages?": whole() });
const group = record({ id: text("ends in @g.us"), subject: text(), "owner?": jid, "participants?": list(anything) });
const oneOrMore = (schema: JsonSchema): JsonSchema => ({ oneOf: [schema, list(schema)] });
const born = record({ instanceName: text(), instanceId: text() });

const instanceId = "a4c3281c-c271-40c4-b793-b9a86ff24d3c";
const remoteJid = "5511988887777@s.whatsapp.net";
const hello = {
  key: { remoteJid, fromMe: false, id: "3EB0A2A5D3186EFBAD8581", participant: "", addressingMode: "pn" },
  pushName: "Ana",
  status: "DELIVERY_ACK",
  message: { conversation: "Hello, is the shop open today?" },
  contextInfo: null,
  messageType: "conversation",
  messageTimestamp: 1795441900,
  instanceId,
  source: "android",
};
const sent = {
  ...hello,
  key: { remoteJid, fromMe: true, id: "3EB0599E8E1E333CAD21F9" },
  pushName: "",
  status: "PENDING",
  message: { conversation: "Yes, until six." },
  messageTimestamp: 1795441930,
  source: "web",
};
const family = { id: "120363040000000001@g.us", subject: "Family", owner: remoteJid, participants: [] };

/** All events that Evolution lets one ask for, in the order of its own list. */
export const upstreamEventTypes: readonly UpstreamEventType[] = [
  {
    name: "APPLICATION_STARTUP",
    type: "application.startup",
    description: "The server started. Evolution takes the name and never sends the event.",
    schema: anything,
    sample: {},
  },
  {
    name: "QRCODE_UPDATED",
    type: "qrcode.updated",
    description:
      "There is a new code to scan: about every 45 seconds while a number is not paired. At the limit of codes it says so instead.",
    schema: {
      oneOf: [
        record({ qrcode: record({ instance: text(), pairingCode: textOrNull, code: text(), base64: text() }) }),
        record({ message: text(), statusCode: whole() }),
      ],
    },
    sample: {
      qrcode: { instance: "shop", pairingCode: null, code: "2@b3k…", base64: "data:image/png;base64,iVBORw0…" },
    },
  },
  {
    name: "MESSAGES_SET",
    type: "messages.set",
    description: "Messages of the phone's history, after pairing.",
    schema: list(message),
    sample: [hello],
  },
  {
    name: "MESSAGES_UPSERT",
    type: "messages.upsert",
    description: "A message was received, or sent from the phone itself.",
    schema: message,
    sample: hello,
  },
  {
    name: "MESSAGES_EDITED",
    type: "messages.edited",
    description:
      "A message was edited or taken back: `type` says which. Key material that upstream sends under this name never reaches you.",
    schema: record({ key, type: text("MESSAGE_EDIT or REVOKE"), "editedMessage?": anything, "timestampMs?": text() }),
    sample: {
      key: { remoteJid, fromMe: false, id: "3EB0FB362F4403961F9A61" },
      type: "MESSAGE_EDIT",
      editedMessage: { conversation: "Hello, are you open tomorrow?" },
      timestampMs: "1795441902454",
    },
  },
  {
    name: "MESSAGES_UPDATE",
    type: "messages.update",
    description: "What became of a message: it was sent, delivered, read, played, or failed.",
    schema: record({
      keyId: text("WhatsApp's id of the message"),
      remoteJid: jid,
      fromMe: yes,
      "participant?": text(),
      status: one(
        "ERROR",
        "PENDING",
        "SERVER_ACK",
        "DELIVERY_ACK",
        "READ",
        "PLAYED",
        "DELETED",
        "SENT",
        "DELIVERED",
        "FAILED",
      ),
      "pollUpdates?": list(anything),
      "instanceId?": text(),
      "messageId?": text("the id in upstream's database"),
    }),
    sample: {
      keyId: "3EB0599E8E1E333CAD21F9",
      remoteJid,
      fromMe: true,
      status: "DELIVERY_ACK",
      instanceId,
      messageId: "cmwtbqqws000cji7dh0i3h379",
    },
  },
  {
    name: "MESSAGES_DELETE",
    type: "messages.delete",
    description: "A message was deleted for everyone: through the API the whole message, by its writer its key alone.",
    schema: { oneOf: [message, key] },
    sample: { remoteJid, fromMe: false, id: "3EB0FB362F4403961F9A61", participant: "", addressingMode: "pn" },
  },
  {
    name: "SEND_MESSAGE",
    type: "send.message",
    description: "A message was sent through the API or by a bot. It holds what the sending route answered.",
    schema: message,
    sample: sent,
  },
  {
    name: "SEND_MESSAGE_UPDATE",
    type: "send.message.update",
    description: "A sent message was edited through the API.",
    schema: record({ key, editedMessage: anything, timestampMs: whole(), type: whole() }),
    sample: {
      key: sent.key,
      editedMessage: { extendedTextMessage: { text: "Yes, until seven." } },
      timestampMs: 1795441889830,
      type: 14,
    },
  },
  {
    name: "CONTACTS_SET",
    type: "contacts.set",
    description: "The phone's contacts, after pairing. Evolution takes the name and never sends the event.",
    schema: list(contact),
    sample: [{ remoteJid, pushName: "Ana", instanceId }],
  },
  {
    name: "CONTACTS_UPSERT",
    type: "contacts.upsert",
    description: "A contact became known: one with a message, a list with the phone's address book.",
    schema: oneOrMore(contact),
    sample: { remoteJid, pushName: "Ana", instanceId },
  },
  {
    name: "CONTACTS_UPDATE",
    type: "contacts.update",
    description: "A contact's name or picture changed. One received message may bring it twice, as a list and alone.",
    schema: oneOrMore(contact),
    sample: [{ remoteJid, profilePicUrl: null, instanceId }],
  },
  {
    name: "PRESENCE_UPDATE",
    type: "presence.update",
    description: "Somebody is there, away, writing, or recording.",
    schema: record({ id: jid, presences: anything }),
    sample: { id: remoteJid, presences: { [remoteJid]: { lastKnownPresence: "composing" } } },
  },
  {
    name: "CHATS_SET",
    type: "chats.set",
    description: "The phone's chats, after pairing.",
    schema: list(chat),
    sample: [{ remoteJid, instanceId }],
  },
  {
    name: "CHATS_UPSERT",
    type: "chats.upsert",
    description: "A chat began.",
    schema: oneOrMore(chat),
    sample: [{ remoteJid, instanceId, unreadMessages: 1 }],
  },
  {
    name: "CHATS_UPDATE",
    type: "chats.update",
    description: "A chat changed, for example how many messages in it are unread.",
    schema: oneOrMore(chat),
    sample: [{ remoteJid, instanceId }],
  },
  {
    name: "CHATS_DELETE",
    type: "chats.delete",
    description: "Chats were deleted.",
    schema: list(jid),
    sample: [remoteJid],
  },
  {
    name: "GROUPS_UPSERT",
    type: "groups.upsert",
    description: "A group was made, or the number was added to one.",
    schema: list(group),
    sample: [family],
  },
  {
    name: "GROUP_UPDATE",
    type: "group.update",
    description: "A group's name or settings changed. Evolution takes the name and sends the event to no webhook.",
    schema: list(group),
    sample: [family],
  },
  {
    name: "GROUP_PARTICIPANTS_UPDATE",
    type: "group-participants.update",
    description: "People joined or left a group, or became its administrators.",
    schema: record({
      id: text("the group, ends in @g.us"),
      author: jid,
      participants: list(record({ id: jid, "admin?": textOrNull })),
      action: one("add", "remove", "promote", "demote"),
    }),
    sample: {
      id: family.id,
      author: remoteJid,
      participants: [{ id: "5531966665555@s.whatsapp.net", admin: null }],
      action: "add",
    },
  },
  {
    name: "CONNECTION_UPDATE",
    type: "connection.update",
    description: "The number connects, is connected, or will not connect again. A line that drops shows as connecting.",
    schema: record({
      instance: text(),
      state: one("connecting", "open", "close", "refused"),
      statusReason: whole(),
      "wuid?": jid,
      "profileName?": textOrNull,
      "profilePictureUrl?": textOrNull,
    }),
    sample: {
      instance: "shop",
      wuid: "5511912345678@s.whatsapp.net",
      profileName: "Shop",
      profilePictureUrl: null,
      state: "open",
      statusReason: 200,
    },
  },
  {
    name: "LABELS_EDIT",
    type: "labels.edit",
    description: "A label was made, changed or deleted.",
    schema: record({
      id: text(),
      name: text(),
      color: whole(),
      deleted: yes,
      "predefinedId?": text(),
      instance: text(),
    }),
    sample: { id: "1", name: "New customer", color: 2, deleted: false, instance: "shop" },
  },
  {
    name: "LABELS_ASSOCIATION",
    type: "labels.association",
    description: "A label was put on a chat, or taken off.",
    schema: record({ instance: text(), type: one("add", "remove"), chatId: jid, labelId: text() }),
    sample: { instance: "shop", type: "add", chatId: remoteJid, labelId: "1" },
  },
  {
    name: "CALL",
    type: "call",
    description: "A call came in, was taken, refused, or ended.",
    schema: record({
      chatId: jid,
      from: jid,
      id: text(),
      date: text("a moment, as ISO 8601 has it"),
      offline: yes,
      status: one("offer", "ringing", "accept", "reject", "timeout", "terminate"),
      "isVideo?": yes,
      "isGroup?": yes,
    }),
    sample: {
      chatId: remoteJid,
      from: remoteJid,
      id: "CALL1",
      date: "2026-11-23T13:51:47.000Z",
      offline: false,
      status: "offer",
      isVideo: false,
      isGroup: false,
    },
  },
  {
    name: "TYPEBOT_START",
    type: "typebot.start",
    description: "A Typebot flow was started through the API.",
    schema: record({ remoteJid: jid, url: text(), typebot: text(), variables: list(anything), sessionId: text() }),
    sample: {
      remoteJid,
      url: "https://typebot.example/api/v1/typebots/welcome/startChat",
      typebot: "welcome",
      variables: [{ name: "name", value: "Ana" }],
      sessionId: "3550839002",
    },
  },
  {
    name: "TYPEBOT_CHANGE_STATUS",
    type: "typebot.change-status",
    description: "A bot's session was opened, paused, closed or deleted.",
    schema: record({
      remoteJid: jid,
      status: one("opened", "paused", "closed", "delete"),
      "session?": { type: ["object", "null"] },
    }),
    sample: { remoteJid, status: "paused", session: null },
  },
  {
    name: "REMOVE_INSTANCE",
    type: "remove.instance",
    description: "An instance is being removed; `data` is null.",
    schema: { type: "null" },
    sample: null,
  },
  {
    name: "LOGOUT_INSTANCE",
    type: "logout.instance",
    description: "The number was logged out, by the API or on the phone; `data` is null.",
    schema: { type: "null" },
    sample: null,
  },
  {
    name: "INSTANCE_CREATE",
    type: "instance.create",
    description: "An instance was made.",
    schema: born,
    sample: { instanceName: "shop", instanceId },
  },
  {
    name: "INSTANCE_DELETE",
    type: "instance.delete",
    description: "An instance was deleted.",
    schema: born,
    sample: { instanceName: "shop", instanceId },
  },
  {
    name: "STATUS_INSTANCE",
    type: "status.instance",
    description: "The number was logged out or locked, with the reason that WhatsApp gave.",
    schema: record({
      instance: text(),
      status: one("closed"),
      disconnectionAt: text("a moment, as ISO 8601 has it"),
      disconnectionReasonCode: whole(),
      disconnectionObject: text("upstream's error as JSON text"),
    }),
    sample: {
      instance: "shop",
      status: "closed",
      disconnectionAt: "2026-11-23T13:52:23.093Z",
      disconnectionReasonCode: 401,
      disconnectionObject: '{"error":{"output":{"statusCode":401}}}',
    },
  },
];
