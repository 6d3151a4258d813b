import { randomBytes } from "node:crypto";
import { refusal } from "../../answers";
import { jidOf } from "../../numbers";
import { contextOf, type Compose } from "../draft";

export const text: Compose = (phone, body) => {
  if (String(body.text).trim() === "") return refusal(400, ["Text is required"]);
  return {
    remoteJid: jidOf(String(body.number)),
    messageType: "conversation",
    message: { conversation: String(body.text) },
    contextInfo: contextOf(phone, body),
  };
};

export const location: Compose = (phone, body) => {
  const contextInfo = contextOf(phone, body);
  return {
    remoteJid: jidOf(String(body.number)),
    messageType: "locationMessage",
    message: {
      locationMessage: {
        degreesLatitude: body.latitude,
        degreesLongitude: body.longitude,
        name: body.name,
        address: body.address,
        contextInfo,
      },
    },
    contextInfo,
  };
};

export const reaction: Compose = (phone, body) => {
  const reactionText = String(body.reaction);
  if (!isSingleEmoji(reactionText)) return refusal(400, ["Reaction must be a single emoji or empty string"]);
  const key = body.key as { id: string; remoteJid: string; fromMe: boolean };
  return {
    remoteJid: jidOf(key.remoteJid),
    messageType: "reactionMessage",
    message: {
      reactionMessage: {
        text: reactionText,
        key: { remoteJid: key.remoteJid, fromMe: key.fromMe, id: key.id },
        senderTimestampMs: phone.clock.now(),
      },
    },
  };
};

function isSingleEmoji(reactionText: string): boolean {
  if (reactionText === "") return true;
  const graphemes = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(reactionText)];
  return graphemes.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(reactionText);
}

export const poll: Compose = (phone, body) => ({
  remoteJid: jidOf(String(body.number)),
  messageType: "pollCreationMessageV3",
  message: {
    messageContextInfo: { messageSecret: new Uint8Array(randomBytes(32)), contextInfo: contextOf(phone, body) },
    pollCreationMessageV3: {
      name: body.name,
      selectableOptionsCount: body.selectableCount,
      options: (body.values as string[]).map((optionName) => ({ optionName })),
    },
  },
});

/** Upstream cannot send lists over this kind of connection, and says so in these words. */
export const list: Compose = () => refusal(400, ["TypeError: this.isZero is not a function"]);

/** Templates belong to the Cloud API. */
export const template: Compose = () => refusal(500, "Method not available in the Baileys service");
