import { Buffer } from "node:buffer";
import type { Account } from "../account/account";
import { kindsAsked, tellBots } from "../bots/tell";
import { transcribe } from "../bots/transcribe";
import type { Turn } from "../bots/turns";
import { seconds } from "../clock";
import { messageKeyId } from "../identifiers";
import { userOf } from "../numbers";
import type { PhoneParts } from "../parts";
import { printed, stored } from "./bytes";
import type { StoredMessage } from "./store";

export interface ReceivedMessage {
  remoteJid: string;
  /** Who writes, where the chat is a group. */
  participant?: string;
  pushName?: string;
  /** The phone's owner writes, on the phone itself. */
  fromMe?: boolean;
  said: Said;
}

/** The message itself. Byte fields are `Uint8Array`s. */
export interface Said {
  messageType: string;
  message: Record<string, unknown>;
  /** Base64 of an attached file. */
  media?: string | null;
}

export function textSaid(text: string): Said {
  return { messageType: "conversation", message: { conversation: text } };
}

/** Someone writes to the phone, or its owner on it. Answers the message's WhatsApp id. */
export function receiveMessage(phone: PhoneParts, account: Account, received: ReceivedMessage): string {
  const { remoteJid, participant, fromMe = false, said } = received;
  const { instanceId } = account;
  const key = { remoteJid, fromMe, id: messageKeyId(), participant: participant ?? "", addressingMode: "pn" };
  // Upstream drops what is said in groups before anything else, where the settings say so.
  if (participant && account.settings.groupsIgnore) return key.id;
  phone.book.touchChat(remoteJid, fromMe ? 0 : 1);
  const writer = writerOf(phone, account, received);
  const message = phone.messages.add({
    key,
    pushName: writer.name,
    status: "DELIVERY_ACK",
    message: stored(said.message) as Record<string, unknown>,
    messageType: said.messageType,
    messageTimestamp: seconds(phone.clock.now()),
    source: fromMe ? "android" : "web",
    contextInfo: null,
    media: said.media ?? null,
  });
  phone.announcer.announce("chats.update", [{ remoteJid, instanceId }]);
  if (!fromMe)
    phone.announcer.announce("contacts.update", [{ remoteJid: writer.jid, profilePicUrl: null, instanceId }]);
  if (mustBeHeard(phone, message))
    phone.turns.add({ remoteJid, keyId: key.id, kinds: kindsAsked(phone), task: null, unheard: true });
  else {
    tellArrival(phone, account, message, printed(said.message));
    tellBots(phone, remoteJid, key.id);
  }
  return key.id;
}

interface Writer {
  jid: string;
  name: string;
}

function writerOf(phone: PhoneParts, account: Account, received: ReceivedMessage): Writer {
  const jid = received.participant ?? received.remoteJid;
  if (received.fromMe) return { jid, name: account.profileName ?? "" };
  const known = phone.book.contact(jid)?.pushName;
  return { jid, name: received.pushName ?? known ?? `Contact ${userOf(jid).slice(-4)}` };
}

/** OpenAI's settings may want every voice message in words before anyone is told of it. */
function mustBeHeard(phone: PhoneParts, { messageType }: StoredMessage): boolean {
  const settings = messageType === "audioMessage" ? phone.bots.settings("openai") : null;
  return settings?.speechToText === true && Boolean(settings.openaiCredsId);
}

/** Puts the voice message of a turn into words, and only then tells that it came. */
export async function hear(phone: PhoneParts, turn: Turn): Promise<void> {
  const { unheard: _unheard, ...heard } = turn;
  const before = phone.messages.byKeyId(String(turn.keyId));
  const words = before && (await transcribe(phone, before));
  // Both may have gone while the server listened.
  const account = phone.account.read();
  const message = phone.messages.byKeyId(String(turn.keyId));
  phone.turns.write(heard);
  if (!account || !message) return;
  if (words) {
    message.message = { ...message.message, speechToText: `[audio] ${words}` };
    phone.messages.rewrite(message);
  }
  tellArrival(phone, account, message, unpacked(message.message));
}

/** The byte fields of a voice message, which the store keeps as base64, as events show them. */
function unpacked(message: Record<string, unknown> | null): unknown {
  const audio = message?.audioMessage as Record<string, unknown> | undefined;
  const bytes = ["mediaKey", "fileSha256", "fileEncSha256"].map((name) => [
    name,
    new Uint8Array(Buffer.from(String(audio?.[name]), "base64")),
  ]);
  return { ...message, audioMessage: printed({ ...audio, ...Object.fromEntries(bytes) }) };
}

function tellArrival(phone: PhoneParts, account: Account, message: StoredMessage, shown: unknown): void {
  const { key, pushName, status, messageType, messageTimestamp, source } = message;
  const { instanceId } = account;
  phone.announcer.announce("messages.upsert", {
    key,
    pushName,
    status,
    message: shown,
    messageType,
    messageTimestamp,
    source,
    instanceId,
  });
  if (key.fromMe) return;
  const remoteJid = key.participant || key.remoteJid;
  const { isNew } = phone.book.meet(remoteJid, pushName ?? "");
  phone.announcer.announce(isNew ? "contacts.upsert" : "contacts.update", {
    remoteJid,
    pushName,
    profilePicUrl: null,
    instanceId,
  });
}
