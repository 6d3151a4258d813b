import { answer, refusal, type Answer } from "../answers";
import { lineClosed } from "../messages/reach";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

export function markMessageAsRead(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(
    account,
    refusal(500, ["Read messages fail", "TypeError: Cannot read properties of undefined (reading 'readMessages')"]),
  );
  if (closed) return closed;
  for (const { remoteJid } of body.readMessages as { remoteJid: string }[]) phone.book.markRead(remoteJid);
  return answer(201, { message: "Read messages", read: "success" });
}

export function archiveChat(_phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(
    account,
    noChatModify("archived", "An error occurred while archiving the chat. Open a calling."),
  );
  return closed ?? answer(201, { chatId: chatOf(body), archived: true });
}

export function markChatUnread(phone: PhoneParts, { account, body }: Call): Answer {
  const closed = lineClosed(
    account,
    noChatModify("markedChatUnread", "An error occurred while marked unread the chat. Open a calling."),
  );
  if (closed) return closed;
  const chatId = chatOf(body);
  if (chatId) phone.book.markUnread(chatId);
  return answer(201, { chatId, markedChatUnread: true });
}

function chatOf(body: Record<string, unknown>): string | undefined {
  const key = (body.lastMessage as { key?: { remoteJid?: string } } | undefined)?.key;
  return typeof body.chat === "string" ? body.chat : key?.remoteJid;
}

function noChatModify(what: string, text: string): Answer {
  return refusal(500, [
    { [what]: false, message: [text, "TypeError: Cannot read properties of undefined (reading 'chatModify')"] },
  ]);
}
