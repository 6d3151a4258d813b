import { answer, refusal, type Answer } from "../answers";
import { lineClosed } from "../messages/reach";
import { isOnWhatsApp, jidOf } from "../numbers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

/** What one chat may carry; WhatsApp itself knows twenty labels. */
const labelsKept = 20;

/** `POST /label/handleLabel`: puts a label on a chat, or takes it off. */
export function handleLabel(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(account);
  if (closed) return closed;
  const numberJid = jidOf(String(body.number));
  if (!isOnWhatsApp(numberJid)) return refusal(400, [{ jid: numberJid, exists: false, number: body.number }]);
  const labelId = String(body.labelId).slice(0, 60);
  const action = body.action === "add" ? "add" : "remove";
  phone.book.touchChat(numberJid);
  const others = (phone.book.chats({ remoteJid: numberJid })[0]?.labels ?? []).filter((label) => label !== labelId);
  phone.book.label(numberJid, (action === "add" ? [...others, labelId] : others).slice(-labelsKept));
  phone.announcer.announce("labels.association", {
    instance: account.instanceName,
    type: action,
    chatId: numberJid,
    labelId,
  });
  return answer(200, { numberJid, labelId, [action]: true });
}
