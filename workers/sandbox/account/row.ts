import type { PhoneParts } from "../parts";
import { isoTime, type Account } from "./account";
import { shownSettings } from "./settings";

/** The instance as `fetchInstances` lists it. */
export function instanceRow(phone: PhoneParts, account: Account): Record<string, unknown> {
  const { settings, proxy, disconnection, instanceId } = account;
  const { chats, contacts } = phone.book.count();
  return {
    id: instanceId,
    name: account.instanceName,
    connectionStatus: account.state,
    ownerJid: account.ownerJid,
    profileName: account.profileName,
    profilePicUrl: account.profilePictureUrl,
    integration: "WHATSAPP-BAILEYS",
    number: account.number,
    businessId: null,
    token: account.token,
    clientName: "sandbox",
    disconnectionReasonCode: disconnection?.code ?? null,
    disconnectionObject: disconnection?.object ?? null,
    disconnectionAt: disconnection ? isoTime(disconnection.at) : null,
    createdAt: isoTime(account.createdAt),
    updatedAt: isoTime(account.updatedAt),
    Chatwoot: null,
    Proxy: proxy && { ...proxy, createdAt: isoTime(proxy.createdAt), updatedAt: isoTime(proxy.updatedAt), instanceId },
    Rabbitmq: null,
    Nats: null,
    Sqs: null,
    Websocket: null,
    Setting: {
      id: settings.id,
      ...shownSettings(account),
      createdAt: isoTime(settings.createdAt),
      updatedAt: isoTime(settings.updatedAt),
      instanceId,
    },
    _count: { Message: phone.messages.count(), Contact: contacts, Chat: chats },
  };
}
