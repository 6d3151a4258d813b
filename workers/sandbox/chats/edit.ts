import { answer, refusal, type Answer } from "../answers";
import { seconds } from "../clock";
import { messageKeyId } from "../identifiers";
import { lineClosed, withoutSocket } from "../messages/reach";
import { jidOf } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

/** How long WhatsApp lets a message be changed. */
const editableSeconds = 15 * 60;

export function updateMessage(phone: PhoneParts, { account, body }: Call): Answer {
  if (typeof body.number !== "string") return withoutSocket("replace");
  const key = body.key as { id: string; remoteJid: string; fromMe: boolean } | undefined;
  const message = key && phone.messages.byKeyId(key.id);
  const text = message?.message?.conversation;
  if (!key || !message || typeof text !== "string") return refusal(400, ["Message not compatible"]);
  const closed = lineClosed(account);
  if (closed) return closed;
  const now = phone.clock.now();
  if (seconds(now) - message.messageTimestamp > editableSeconds)
    return refusal(400, ["Message is older than 15 minutes"]);
  message.message = { ...message.message, conversation: String(body.text) };
  message.messageTimestamp = seconds(now);
  phone.messages.change(message, "EDITED");
  const editedMessage = { extendedTextMessage: { text: String(body.text) } };
  phone.announcer.announce("send.message.update", { key, editedMessage, timestampMs: now, type: 14 });
  return answer(
    200,
    protocolMessage(phone, jidOf(body.number), { key, type: "MESSAGE_EDIT", editedMessage, timestampMs: String(now) }),
  );
}

export function deleteMessageForEveryone(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(
    account,
    refusal(500, [
      "Error while deleting message for everyone",
      "TypeError: Cannot read properties of undefined (reading 'sendMessage')",
    ]),
  );
  if (closed) return closed;
  const key = { remoteJid: String(body.remoteJid), fromMe: body.fromMe === true, id: String(body.id) };
  const message = phone.messages.byKeyId(key.id);
  if (message) {
    message.key = { ...message.key, deleted: true };
    message.status = "DELETED";
    phone.messages.change(message, "DELETED");
    phone.announcer.announce("messages.delete", {
      id: message.id,
      instanceId: account.instanceId,
      key: message.key,
      messageType: message.messageType,
      status: message.status,
      source: message.source,
      messageTimestamp: message.messageTimestamp,
      pushName: message.pushName,
      participant: null,
      message: message.message,
    });
  }
  return answer(201, protocolMessage(phone, jidOf(key.remoteJid), { key, type: "REVOKE" }));
}

function protocolMessage(
  phone: PhoneParts,
  remoteJid: string,
  content: Record<string, unknown>,
): Record<string, unknown> {
  return {
    key: { remoteJid, fromMe: true, id: messageKeyId() },
    message: { protocolMessage: content },
    messageTimestamp: String(seconds(phone.clock.now())),
    status: "PENDING",
  };
}
