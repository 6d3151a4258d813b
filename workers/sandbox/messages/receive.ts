import type { Account } from "../account/account";
import { seconds } from "../clock";
import { messageKeyId } from "../identifiers";
import { userOf } from "../numbers";
import type { PhoneParts } from "../parts";

/** Someone writes to the phone. Answers the message's WhatsApp id. */
export function receiveText(
  phone: PhoneParts,
  account: Account,
  { remoteJid, text, pushName }: { remoteJid: string; text: string; pushName?: string },
): string {
  const { instanceId } = account;
  const profilePicUrl = null;
  const name = pushName ?? phone.book.contact(remoteJid)?.pushName ?? `Contact ${userOf(remoteJid).slice(-4)}`;
  const contact = { remoteJid, pushName: name, profilePicUrl, instanceId };
  phone.book.touchChat(remoteJid, 1);
  const { isNew } = phone.book.meet(remoteJid, name);
  const message = {
    key: { remoteJid, fromMe: false, id: messageKeyId(), participant: "", addressingMode: "pn" },
    pushName: name,
    status: "DELIVERY_ACK",
    message: { conversation: text },
    messageType: "conversation",
    messageTimestamp: seconds(phone.clock.now()),
    source: "web",
  };
  phone.messages.add({ ...message, contextInfo: null, media: null });
  phone.announcer.announce("chats.update", [{ remoteJid, instanceId }]);
  phone.announcer.announce("contacts.update", [{ remoteJid, profilePicUrl, instanceId }]);
  phone.announcer.announce("messages.upsert", { ...message, instanceId });
  phone.announcer.announce(isNew ? "contacts.upsert" : "contacts.update", contact);
  return message.key.id;
}
