import { isoTime } from "../account/account";
import { answer, type Answer } from "../answers";
import { seconds } from "../clock";
import { isGroup } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import type { MessageFilter, StoredMessage } from "../messages/store";
import type { Chat } from "./address-book";

const usualPageSize = 50;
const dayMs = 86_400_000;

type Where = Record<string, unknown>;

/** `offset` is the size of a page; that is upstream's naming. */
export function findMessages(phone: PhoneParts, { account, body }: Call): Answer {
  const filter = messageFilter((body.where ?? {}) as Where);
  const size = positive(body.offset, usualPageSize);
  const page = positive(body.page, 1);
  const total = phone.messages.count(filter);
  const records = phone.messages.find(filter, page, size).map((message) => ({
    id: message.id,
    key: message.key,
    pushName: message.pushName,
    messageType: message.messageType,
    message: message.message,
    messageTimestamp: message.messageTimestamp,
    instanceId: account.instanceId,
    source: message.source,
    contextInfo: message.contextInfo,
    MessageUpdate: phone.messages.statusesOf(message.id).map((status) => ({ status })),
  }));
  return answer(200, { messages: { total, pages: Math.ceil(total / size), currentPage: page, records } });
}

function messageFilter(where: Where): MessageFilter {
  const key = (where.key ?? {}) as Where;
  const span = (where.messageTimestamp ?? {}) as Where;
  const filter: MessageFilter = {};
  if (typeof where.id === "string") filter.id = where.id;
  if (typeof where.source === "string") filter.source = where.source;
  if (typeof where.messageType === "string") filter.messageType = where.messageType;
  if (typeof key.id === "string") filter.keyId = key.id;
  if (typeof key.remoteJid === "string") filter.remoteJid = key.remoteJid;
  if (key.fromMe === true) filter.fromMe = true;
  if (span.gte && span.lte)
    filter.between = { from: seconds(Date.parse(String(span.gte))), to: seconds(Date.parse(String(span.lte))) };
  return filter;
}

export function findStatusMessage(phone: PhoneParts, { account, body }: Call): Answer {
  const where = (body.where ?? {}) as Where;
  const size = positive(body.offset, usualPageSize);
  const start = (positive(body.page, 1) - 1) * size;
  const found = phone.messages.updates({
    ...(typeof where.remoteJid === "string" && { remoteJid: where.remoteJid }),
    ...(typeof where.id === "string" && { keyId: where.id }),
  });
  return answer(
    200,
    found.slice(start, start + size).map((update) => ({
      id: update.id,
      keyId: update.key.id,
      remoteJid: update.key.remoteJid,
      fromMe: update.key.fromMe,
      participant: update.key.participant || null,
      pollUpdates: null,
      status: update.status,
      messageId: update.messageId,
      instanceId: account.instanceId,
    })),
  );
}

export function findContacts(phone: PhoneParts, { account, body }: Call): Answer {
  const size = positive(body.offset, -1);
  const skip = size > 0 ? (positive(body.page, 1) - 1) * size : 0;
  const contacts = phone.book.contacts(remoteJidOf(body), size, skip).map((contact) => ({
    id: contact.id,
    remoteJid: contact.remoteJid,
    pushName: contact.pushName,
    profilePicUrl: null,
    createdAt: isoTime(contact.createdAt),
    updatedAt: isoTime(contact.updatedAt),
    instanceId: account.instanceId,
    isGroup: isGroup(contact.remoteJid),
    isSaved: true,
    type: isGroup(contact.remoteJid) ? "group" : "contact",
  }));
  return answer(200, contacts);
}

export function findChats(phone: PhoneParts, call: Call): Answer {
  const { body } = call;
  const chats = phone.book.chats(remoteJidOf(body), positive(body.take, -1), positive(body.skip, 0));
  return answer(
    200,
    chats.map((chat) => chatRow(phone, call, chat)),
  );
}

function chatRow(phone: PhoneParts, { account }: Call, chat: Chat): Record<string, unknown> {
  const last = phone.messages.find({ remoteJid: chat.remoteJid }, 1, 1)[0];
  const contact = phone.book.contact(chat.remoteJid);
  const windowStart = last ? last.messageTimestamp * 1000 : chat.updatedAt;
  return {
    id: contact?.id ?? null,
    remoteJid: chat.remoteJid,
    pushName: contact?.pushName ?? null,
    profilePicUrl: null,
    updatedAt: isoTime(chat.updatedAt),
    windowStart: isoTime(windowStart),
    windowExpires: isoTime(windowStart + dayMs),
    windowActive: windowStart + dayMs > phone.clock.now(),
    lastMessage: last ? lastMessage(last, account.instanceId) : null,
    unreadCount: chat.unread,
    isSaved: contact !== null,
  };
}

function lastMessage(message: StoredMessage, instanceId: string): Record<string, unknown> {
  return {
    id: message.id,
    key: message.key,
    pushName: message.pushName,
    participant: null,
    messageType: message.messageType,
    message: message.message,
    contextInfo: message.contextInfo,
    source: message.source,
    messageTimestamp: message.messageTimestamp,
    instanceId,
    sessionId: null,
    status: message.status,
  };
}

export function findChatByRemoteJid(phone: PhoneParts, { account, query }: Call): Answer {
  const remoteJid = query.get("remoteJid");
  if (!remoteJid) return answer(400, { error: "remoteJid is a required query parameter" });
  const chat = phone.book.chats({ remoteJid })[0];
  if (!chat) return answer(200, null);
  return answer(200, {
    id: chat.id,
    remoteJid,
    name: null,
    labels: chat.labels.length > 0 ? chat.labels : null,
    createdAt: isoTime(chat.createdAt),
    updatedAt: isoTime(chat.updatedAt),
    instanceId: account.instanceId,
    unreadMessages: chat.unread,
  });
}

/** Clients send other things in `where` as well; upstream looks at nothing else. */
function remoteJidOf(body: Record<string, unknown>): { remoteJid?: string } {
  const { remoteJid } = (body.where ?? {}) as Where;
  return typeof remoteJid === "string" ? { remoteJid } : {};
}

function positive(given: unknown, otherwise: number): number {
  const number = Number(given);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}
