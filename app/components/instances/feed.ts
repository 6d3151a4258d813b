import { eventNameOf } from "#workers/domain/event";

/** An event of either source: the log, or a frame of the socket. */
export interface FeedEvent {
  sequence: number;
  /** Null for what is about the whole account. */
  instance: string | null;
  /** `messages.upsert` */
  type: string;
  at: number;
  data: unknown;
}

/** When, where in the log, and on which instance. */
interface Place {
  id: string;
  at: number;
  sequence: number;
  instance: string | null;
}

export type FeedLine = Place &
  (
    | { kind: "sent"; peer: string; text: string | null; status: string }
    | { kind: "received"; peer: string; name: string | null; text: string | null }
    | { kind: "connection"; state: string; reason: number | null }
    | { kind: "other"; name: string }
  );

/** The order of a message's way. A receipt that comes late never takes it back. */
const way = ["PENDING", "SERVER_ACK", "DELIVERY_ACK", "READ", "PLAYED"];

/** What WhatsApp tells besides, several times for each message; it would bury what people look for. */
const besides = /^(CONTACTS|CHATS|PRESENCE|QRCODE)_/;

/**
 * Events as lines that a person reads, newest first. Receipts do not become lines of their own:
 * they move the message that they belong to.
 */
export function feedLines(events: readonly FeedEvent[]): FeedLine[] {
  const lines: FeedLine[] = [];
  const receipts = new Map<string, string>();
  const inOrder = [...new Map(events.map((event) => [event.sequence, event])).values()].sort(
    (a, b) => a.sequence - b.sequence,
  );
  for (const event of inOrder) {
    const data = record(event.data);
    const name = eventNameOf(event.type);
    if (name === "MESSAGES_UPDATE") {
      const id = text(data.keyId) ?? text(record(data.key).id);
      const status = text(data.status);
      if (id && status) receipts.set(id, further(receipts.get(id), status));
      continue;
    }
    if (!besides.test(name)) lines.push(lineOf(event, name, data));
  }
  for (const line of lines) {
    const status = line.kind === "sent" ? receipts.get(line.id) : undefined;
    if (line.kind === "sent" && status) line.status = further(line.status, status);
  }
  return lines.reverse();
}

/** The further one of two states of a message. Failure and deletion end every way. */
export function further(known: string | undefined, status: string): string {
  if (known === undefined) return status;
  const before = way.indexOf(known);
  const after = way.indexOf(status);
  if (after < 0) return status;
  return before < 0 || before > after ? known : status;
}

function lineOf(event: FeedEvent, name: string, data: Fields): FeedLine {
  const { at, sequence, instance } = event;
  const place: Place = { id: String(sequence), at, sequence, instance };
  if (name === "SEND_MESSAGE" || name === "MESSAGES_UPSERT") {
    const key = record(data.key);
    const peer = text(key.remoteJid) ?? "";
    const body = messageText(data);
    const id = text(key.id) ?? place.id;
    if (name === "SEND_MESSAGE" || key.fromMe === true) {
      return { ...place, kind: "sent", id, peer, text: body, status: text(data.status) ?? "PENDING" };
    }
    return { ...place, kind: "received", id, peer, name: text(data.pushName), text: body };
  }
  if (name === "CONNECTION_UPDATE") {
    const reason = typeof data.statusReason === "number" && data.statusReason !== 200 ? data.statusReason : null;
    return { ...place, kind: "connection", state: text(data.state) ?? "", reason };
  }
  return { ...place, kind: "other", name };
}

/** The words of a message, or null where it is a picture, a place or a voice. */
function messageText(data: Fields): string | null {
  const message = record(data.message);
  return (
    text(message.conversation) ??
    text(record(message.extendedTextMessage).text) ??
    text(record(message.imageMessage).caption) ??
    text(record(message.videoMessage).caption) ??
    null
  );
}

type Fields = Record<string, unknown>;

function record(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
