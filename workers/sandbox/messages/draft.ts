import type { Answer } from "../answers";
import type { PhoneParts } from "../parts";
import { seconds } from "../clock";
import { long } from "./bytes";

/** A message before it is sent. Byte fields are `Uint8Array`s here: answers print them, the store packs them. */
export interface Draft {
  remoteJid: string;
  messageType: string;
  message: Record<string, unknown>;
  /** Upstream repeats it beside the message for some kinds only. */
  contextInfo?: Record<string, unknown>;
  /** Buttons carry the receiver in the key. */
  participant?: string;
  /** Base64 of an attached file. */
  media?: string | null;
}

/** The body of a send route, after the schema check. */
export type SendBody = Record<string, unknown>;

export interface AttachedFile {
  bytes: Uint8Array;
  name: string;
  type: string;
}

/** Makes a message of a request, or says why it cannot. */
export type Compose = (phone: PhoneParts, body: SendBody, file: AttachedFile | null) => Draft | Answer;

const twoDaysSeconds = 172_800;

/** What WhatsApp sends along with a message, and the message that it answers to. */
export function contextOf(phone: PhoneParts, body: SendBody): Record<string, unknown> {
  const context = {
    mentionedJid: [],
    groupMentions: [],
    ephemeralSettingTimestamp: long(seconds(phone.clock.now()) - twoDaysSeconds),
    disappearingMode: { initiator: 0 },
  };
  const quoted = body.quoted as { key?: { id?: string }; message?: Record<string, unknown> } | undefined;
  const stanzaId = quoted?.key?.id;
  if (!stanzaId) return context;
  const quotedMessage = quoted.message ?? phone.messages.byKeyId(stanzaId)?.message;
  return quotedMessage ? { ...context, participant: "", stanzaId, quotedMessage } : context;
}
