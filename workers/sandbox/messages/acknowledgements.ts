import type { PhoneParts } from "../parts";
import { isGroup, isPerson } from "../numbers";
import { seconds } from "../clock";
import { receiveMessage, textSaid } from "./receive";
import type { StoredMessage } from "./store";

/** When the other side's marks arrive after sending. */
const marks = [
  { status: "SERVER_ACK", afterMs: 300 },
  { status: "DELIVERY_ACK", afterMs: 800 },
  { status: "READ", afterMs: 1_500 },
] as const;
const echoAfterMs = 2_000;

/** How long a mark waits again while the line is down. */
const lineDownMs = 1_000;

/**
 * A contact echoes this often a minute and then falls silent: someone else's robot that answers
 * every message would otherwise talk with the echo for ever, at the tenant's cost.
 */
export const echoesPerMinute = 20;

interface Mark {
  keyId: string;
  status: string;
}

interface Echo {
  remoteJid: string;
  /** Who writes, where the chat is a group. */
  participant?: string;
  text: string;
}

/** Plans the marks that come back for a message that was just sent. */
export function expectMarks(phone: PhoneParts, sent: StoredMessage): void {
  const now = phone.clock.now();
  const { id: keyId, remoteJid } = sent.key;
  // Nobody in particular receives a status, so only the server acknowledges it.
  for (const { status, afterMs } of isPerson(remoteJid) ? marks : marks.slice(0, 1))
    phone.timers.set(`status:${keyId}:${status}`, "status", now + afterMs, { keyId, status } satisfies Mark);
}

/** Plans the echo of a text. */
export function expectEcho(phone: PhoneParts, sent: StoredMessage): void {
  const now = phone.clock.now();
  const { id: keyId, remoteJid } = sent.key;
  const text = sent.messageType === "conversation" ? sent.message?.conversation : undefined;
  const participant = isGroup(remoteJid) ? memberOf(phone, remoteJid) : undefined;
  if (typeof text === "string" && (isPerson(remoteJid) || participant))
    phone.timers.set(`echo:${keyId}`, "echo", now + echoAfterMs, {
      remoteJid,
      text,
      ...(participant && { participant }),
    } satisfies Echo);
}

/** Whoever of a group is not the phone itself. */
function memberOf(phone: PhoneParts, groupJid: string): string | undefined {
  const ownerJid = phone.account.read()?.ownerJid;
  return phone.groups.read(groupJid)?.participants.find(({ id }) => id !== ownerJid)?.id;
}

/** The timer of a mark rang. */
export function acknowledge(phone: PhoneParts, key: string, payload: unknown): void {
  const { keyId, status } = payload as Mark;
  const account = phone.account.read();
  const message = phone.messages.byKeyId(keyId);
  if (!account || !message || message.status === "DELETED") return;
  if (account.trouble === "unacknowledged") return;
  if (account.state !== "open") return phone.timers.set(key, "status", phone.clock.now() + lineDownMs, payload);
  message.status = status;
  phone.messages.change(message, status);
  phone.announcer.announce("messages.update", {
    keyId,
    remoteJid: message.key.remoteJid,
    fromMe: true,
    status,
    instanceId: account.instanceId,
    messageId: message.id,
  });
}

/** The timer of an echo rang: the contact writes the same text back. */
export function echo(phone: PhoneParts, key: string, payload: unknown): void {
  const { remoteJid, text, participant } = payload as Echo;
  const account = phone.account.read();
  if (!account) return;
  const now = phone.clock.now();
  if (account.state !== "open") return phone.timers.set(key, "echo", now + lineDownMs, payload);
  // Who talks with a bot answers nothing else: a flow that writes through the API would hear itself.
  if (phone.sessions.latestOf(remoteJid)?.status === "opened") return;
  const lately = phone.messages.countReceived(remoteJid, seconds(now) - 60);
  if (lately < echoesPerMinute)
    receiveMessage(phone, account, { remoteJid, said: textSaid(text), ...(participant && { participant }) });
}
