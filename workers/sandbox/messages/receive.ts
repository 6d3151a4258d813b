import type { Account } from "../account/account";
import { seconds } from "../clock";
import { messageKeyId } from "../identifiers";
import { userOf } from "../numbers";
import type { PhoneParts } from "../parts";

export interface ReceivedText {
  remoteJid: string;
  /** Who writes, where the chat is a group. */
  participant?: string;
  text: string;
  pushName?: string;
}

/** Someone writes to the phone. Answers the message's WhatsApp id. */
export function receiveText(
  phone: PhoneParts,
  account: Account,
  { remoteJid, participant, text, pushName }: ReceivedText,
): string {
  const { instanceId } = account;
  const profilePicUrl = null;
  const writer = participant ?? remoteJid;
  const name = pushName ?? phone.book.contact(writer)?.pushName ?? `Contact ${userOf(writer).slice(-4)}`;
  const contact = { remoteJid: writer, pushName: name, profilePicUrl, instanceId };
  const key = { remoteJid, fromMe: false, id: messageKeyId(), participant: participant ?? "", addressingMode: "pn" };
  // Upstream drops what is said in groups before anything else, where the settings say so.
  if (participant && account.settings.groupsIgnore) return key.id;
  phone.book.touchChat(remoteJid, 1);
  const { isNew } = phone.book.meet(writer, name);
  const message = {
    key,
    pushName: name,
    status: "DELIVERY_ACK",
    message: { conversation: text },
    messageType: "conversation",
    messageTimestamp: seconds(phone.clock.now()),
    source: "web",
  };
  phone.messages.add({ ...message, contextInfo: null, media: null });
  phone.announcer.announce("chats.update", [{ remoteJid, instanceId }]);
  phone.announcer.announce("contacts.update", [{ remoteJid: writer, profilePicUrl, instanceId }]);
  phone.announcer.announce("messages.upsert", { ...message, instanceId });
  phone.announcer.announce(isNew ? "contacts.upsert" : "contacts.update", contact);
  return message.key.id;
}
