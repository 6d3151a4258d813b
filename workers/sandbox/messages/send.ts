import type { Account } from "../account/account";
import { answer, refusal, type Answer } from "../answers";
import { seconds } from "../clock";
import { messageKeyId } from "../identifiers";
import type { PhoneParts } from "../parts";
import { expectEcho, expectMarks } from "./acknowledgements";
import { printed, stored } from "./bytes";
import type { Draft } from "./draft";
import type { MessageKey } from "./store";

/** Media above this size are sent but not kept: a row of the Object may hold two megabytes. */
const keptMediaLength = 1_500_000;

/** What a message may hold beside its media, for the same reason. WhatsApp itself takes far less. */
const messageLength = 500_000;

/**
 * Sends a message: stores it, says so, and lets the other side acknowledge and answer in its time.
 * What a bot sends is not echoed: an echo would be a question, and the two would talk for ever.
 */
export function send(phone: PhoneParts, account: Account, draft: Draft, { echoed } = { echoed: true }): Answer {
  const message = stored(draft.message) as Record<string, unknown>;
  if (JSON.stringify(message).length > messageLength) return refusal(400, ["Error: message too long"]);
  const key: MessageKey = {
    remoteJid: draft.remoteJid,
    fromMe: true,
    id: messageKeyId(),
    ...(draft.participant && { participant: draft.participant }),
  };
  const common = {
    key,
    pushName: "Você",
    status: "PENDING",
    messageType: draft.messageType,
    messageTimestamp: seconds(phone.clock.now()),
    source: "web",
  };
  const media = draft.media && draft.media.length <= keptMediaLength ? draft.media : null;
  const kept = phone.messages.add({
    ...common,
    message,
    contextInfo: draft.contextInfo ?? null,
    media,
  });
  phone.book.touchChat(draft.remoteJid);
  const body = {
    ...common,
    message: printed(draft.message),
    ...(draft.contextInfo && { contextInfo: draft.contextInfo }),
    instanceId: account.instanceId,
  };
  phone.announcer.announce("send.message", body);
  expectMarks(phone, kept);
  if (echoed) expectEcho(phone, kept);
  return answer(201, body);
}
