import type { Rule } from "../../evolution/checks/check";
import {
  decimal,
  fields,
  flag,
  listOf,
  oneOf,
  phoneNumber,
  quotedKey,
  text,
  whole,
} from "../../evolution/checks/parts";

/** What nearly every kind of message takes beside its own fields. */
const options: Record<string, Rule> = {
  delay: { type: "integer", says: "Enter a value in milliseconds" },
  quoted: { properties: { key: quotedKey, message: { type: "object" } } },
  everyOne: flag,
  mentioned: listOf({ type: "string", pattern: "^\\d+", says: '"mentioned" must be an array of numeric strings' }),
};

function message(own: Record<string, Rule>, required: readonly string[]): Rule {
  return fields({ number: phoneNumber, ...own, ...options }, required);
}

const buttonKinds = oneOf("reply", "copy", "url", "call", "pix");

/** The bodies of `POST /message/<kind>`. */
export const messageChecks = {
  sendText: message({ text, linkPreview: flag }, ["number", "text"]),
  sendMedia: message(
    {
      mediatype: oneOf("image", "document", "video", "audio"),
      mimetype: text,
      media: text,
      fileName: text,
      caption: text,
    },
    ["number", "mediatype"],
  ),
  sendPtv: message({ video: text }, ["number"]),
  sendWhatsAppAudio: message({ audio: text }, ["number"]),
  sendSticker: message({ sticker: text }, ["number"]),
  sendStatus: fields(
    {
      type: oneOf("text", "image", "audio", "video"),
      content: text,
      caption: text,
      backgroundColor: text,
      font: { type: "integer", minimum: 0, maximum: 5 },
      statusJidList: listOf({
        type: "string",
        pattern: "^\\d+",
        says: '"statusJidList" must be an array of numeric strings',
      }),
      allContacts: flag,
    },
    ["type"],
  ),
  sendLocation: message({ latitude: decimal, longitude: decimal, name: text, address: text }, [
    "number",
    "latitude",
    "longitude",
    "name",
    "address",
  ]),
  sendContact: fields(
    {
      number: phoneNumber,
      contact: listOf(
        fields(
          {
            fullName: text,
            wuid: { type: "string", minLength: 10, pattern: "\\d+", says: '"wuid" must be a numeric string' },
            phoneNumber: { type: "string", minLength: 10 },
            organization: text,
            email: text,
            url: text,
          },
          ["fullName", "phoneNumber"],
          ["fullName"],
        ),
      ),
    },
    ["number", "contact"],
  ),
  sendReaction: fields(
    {
      key: fields({ id: text, remoteJid: text, fromMe: flag }, ["id", "remoteJid", "fromMe"], ["id", "remoteJid"]),
      reaction: text,
    },
    ["key", "reaction"],
  ),
  sendPoll: message(
    { name: text, selectableCount: { type: "integer", minimum: 0, maximum: 10 }, values: listOf(text, 2, 10) },
    ["number", "name", "selectableCount", "values"],
  ),
  sendList: message(
    {
      title: text,
      description: text,
      footerText: text,
      buttonText: text,
      sections: listOf(
        fields(
          {
            title: text,
            rows: listOf(
              fields(
                { title: text, description: text, rowId: text },
                ["title", "rowId"],
                ["title", "description", "rowId"],
              ),
            ),
          },
          ["title", "rows"],
          ["title"],
        ),
      ),
    },
    ["number", "title", "footerText", "buttonText", "sections"],
  ),
  sendButtons: message(
    {
      thumbnailUrl: text,
      title: text,
      description: text,
      footer: text,
      buttons: {
        type: "array",
        items: fields(
          {
            type: buttonKinds,
            displayText: text,
            id: text,
            url: text,
            phoneNumber: text,
            currency: text,
            name: text,
            keyType: oneOf("phone", "email", "cpf", "cnpj", "random"),
            key: text,
          },
          ["type"],
          ["id", "url", "phoneNumber"],
        ),
      },
    },
    ["number"],
  ),
  sendTemplate: fields(
    { number: phoneNumber, name: text, language: text, components: { type: "array" }, webhookUrl: text },
    ["name", "language"],
  ),
} satisfies Record<string, Rule>;

export const callCheck: Rule = fields(
  { number: phoneNumber, isVideo: flag, callDuration: { ...whole, minimum: 1, maximum: 15 } },
  ["number", "callDuration"],
);
