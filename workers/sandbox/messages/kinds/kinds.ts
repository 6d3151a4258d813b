import { refusal, type Answer } from "../../answers";
import type { Compose } from "../draft";
import { buttons } from "./buttons";
import { contact } from "./contact";
import { media, sticker, videoNote, voiceNote } from "./media";
import { list, location, poll, reaction, template, text } from "./simple";
import { status } from "./status";

/** A kind of message: how it is made, and what upstream says before a connection was ever begun. */
export interface MessageKind {
  compose: Compose;
  neverConnected?: Answer;
  /** The line is looked at before the message is made. */
  lineFirst?: true;
}

const noUpload = refusal(500, ["TypeError: Cannot read properties of undefined (reading 'waUploadToServer')"]);
const noSend = refusal(400, ["TypeError: Cannot read properties of undefined (reading 'sendMessage')"]);

export const messageKinds = {
  sendText: { compose: text },
  sendMedia: { compose: media, neverConnected: noUpload },
  sendPtv: { compose: videoNote, neverConnected: noUpload },
  sendWhatsAppAudio: { compose: voiceNote },
  sendSticker: { compose: sticker },
  sendStatus: { compose: status, neverConnected: noSend },
  sendLocation: { compose: location },
  sendContact: { compose: contact },
  sendReaction: { compose: reaction },
  sendPoll: { compose: poll },
  sendList: { compose: list, lineFirst: true },
  sendButtons: { compose: buttons },
  sendTemplate: { compose: template },
} satisfies Record<string, MessageKind>;
