import type { Family } from "./family";
import { may, need, type Field } from "./field";

const number = need("number", "string", "Whom to write to: digits with the country code, or a JID such as …@g.us.", {
  sample: "5511988887777",
});

/** What every kind of message may carry. */
const common: Field[] = [
  may("delay", "integer", "Milliseconds to show as typing before it is sent.", { minimum: 0 }),
  may("quoted", "object", "The message that this one answers.", {
    fields: [
      need("key", "object", "Names the message.", {
        fields: [
          need("id", "string", "The message's id."),
          may("remoteJid", "string", "The chat that it is in."),
          may("fromMe", "boolean", "Whether this instance sent it."),
        ],
      }),
      may("message", "object", "Its content, where the server does not have it."),
    ],
  }),
  may("mentionsEveryOne", "boolean", "Mention everybody in the group."),
  may("mentioned", "string[]", "Numbers to mention.", { pattern: "^\\d+" }),
  may("encoding", "boolean", "Convert audio for WhatsApp. On unless set to false."),
];

const sent = "The message as it was stored: `key.id` names it in later events, `status` begins as PENDING.";
const place = "Base64 or a public address.";

function media(member: string, text: string, sample: string): Field {
  return may(member, "string", `${text} ${place}`, { sample });
}

export const message: Family = {
  id: "message",
  title: "Messages",
  lead: "Send anything that WhatsApp can carry. Each of these costs one message of the plan; what was not sent is given back.",
  nouns: ["message"],
  operations: {
    "POST /message/sendText/:instance": {
      summary: "Send a text",
      status: 201,
      fields: [
        number,
        need("text", "string", "What to say. Must not be blank.", { sample: "Hello" }),
        may("linkPreview", "boolean", "Show a preview of the first link."),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendMedia/:instance": {
      summary: "Send a picture, video, sound or document",
      status: 201,
      file: "file",
      fields: [
        number,
        need("mediatype", "string", "What it is.", { values: ["image", "document", "video", "audio"] }),
        media("media", "The file.", "https://example.com/menu.png"),
        may("mimetype", "string", "Its media type, such as image/png."),
        may("fileName", "string", "Its name. Needed for a document as base64."),
        may("caption", "string", "The text below it."),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendPtv/:instance": {
      summary: "Send a round video",
      status: 201,
      file: "file",
      fields: [number, media("video", "The video.", "https://example.com/hello.mp4"), ...common],
      answer: sent,
    },
    "POST /message/sendWhatsAppAudio/:instance": {
      summary: "Send a voice message",
      status: 201,
      file: "file",
      fields: [number, media("audio", "The recording.", "https://example.com/hello.mp3"), ...common],
      answer: sent,
    },
    "POST /message/sendSticker/:instance": {
      summary: "Send a sticker",
      status: 201,
      file: "file",
      fields: [number, media("sticker", "The picture.", "https://example.com/smile.webp"), ...common],
      answer: sent,
    },
    "POST /message/sendStatus/:instance": {
      summary: "Post a status",
      status: 201,
      file: "file",
      fields: [
        need("type", "string", "What it is.", { values: ["text", "image", "audio", "video"] }),
        may("content", "string", `The text, or the file. ${place}`, { sample: "Open until ten today" }),
        may("caption", "string", "The text below a picture or video."),
        may("backgroundColor", "string", "Colour behind a text, as #RRGGBB."),
        may("font", "integer", "Typeface of a text.", { minimum: 0, maximum: 5 }),
        may("statusJidList", "string[]", "Who may see it."),
        may("allContacts", "boolean", "Every contact may see it.", { sample: true }),
      ],
      answer: sent,
    },
    "POST /message/sendLocation/:instance": {
      summary: "Send a location",
      status: 201,
      fields: [
        number,
        need("latitude", "number", "Degrees north.", { sample: -23.55 }),
        need("longitude", "number", "Degrees east.", { sample: -46.63 }),
        need("name", "string", "The name of the place.", { sample: "Shop" }),
        need("address", "string", "Its address.", { sample: "Rua Augusta 100" }),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendContact/:instance": {
      summary: "Send contacts",
      status: 201,
      fields: [
        number,
        need("contact", "object[]", "The contacts.", {
          fields: [
            need("fullName", "string", "The name.", { sample: "Ana Souza" }),
            need("phoneNumber", "string", "The number, as people write it.", { sample: "+55 11 98888-7777" }),
            may("wuid", "string", "The number, digits only, as WhatsApp knows it."),
            may("organization", "string", "Where they work."),
            may("email", "string", "Their mail address."),
            may("url", "string", "Their page."),
          ],
        }),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendReaction/:instance": {
      summary: "React to a message",
      status: 201,
      fields: [
        need("key", "object", "The message to react to.", {
          fields: [
            need("id", "string", "Its id."),
            need("remoteJid", "string", "The chat that it is in."),
            need("fromMe", "boolean", "Whether this instance sent it."),
          ],
        }),
        need("reaction", "string", "One emoji; an empty text takes the reaction back."),
      ],
      answer: sent,
    },
    "POST /message/sendPoll/:instance": {
      summary: "Send a poll",
      status: 201,
      fields: [
        number,
        need("name", "string", "The question.", { sample: "When shall we deliver?" }),
        need("selectableCount", "integer", "How many answers one may choose; 0 for any.", { minimum: 0, maximum: 10 }),
        need("values", "string[]", "Two to ten different answers.", { sample: ["Today", "Tomorrow"] }),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendList/:instance": {
      summary: "Send a list to choose from",
      text: "WhatsApp takes lists from official business accounts only; on other numbers Evolution 2.3.6 answers 400.",
      status: 201,
      fields: [
        number,
        need("title", "string", "The title.", { sample: "Menu" }),
        may("description", "string", "The text."),
        need("footerText", "string", "The text below.", { sample: "Prices include service" }),
        need("buttonText", "string", "What the button says.", { sample: "Choose" }),
        need("sections", "object[]", "Groups of rows.", {
          fields: [
            need("title", "string", "The group's title.", { sample: "Pizza" }),
            need("rows", "object[]", "The rows.", {
              fields: [
                need("title", "string", "The row's title.", { sample: "Margherita" }),
                need("rowId", "string", "What comes back when it is chosen.", { sample: "margherita" }),
                may("description", "string", "More about it."),
              ],
            }),
          ],
        }),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendButtons/:instance": {
      summary: "Send buttons",
      text: "Up to three replies, or other kinds of buttons, but not both together. PIX payments go through here too.",
      status: 201,
      fields: [
        number,
        may("title", "string", "The title."),
        may("description", "string", "The text."),
        may("footer", "string", "The text below."),
        may("thumbnailUrl", "string", "A picture above the text."),
        need("buttons", "object[]", "The buttons, at least one.", {
          fields: [
            need("type", "string", "What it does.", { values: ["reply", "copy", "url", "call", "pix"] }),
            may("displayText", "string", "What it says."),
            may("id", "string", "What comes back when it is pressed. For replies."),
            may("url", "string", "Where it leads."),
            may("phoneNumber", "string", "Whom it calls."),
            may("copyCode", "string", "What it copies."),
            may("currency", "string", "For PIX: BRL."),
            may("name", "string", "For PIX: the receiver."),
            may("keyType", "string", "For PIX.", { values: ["phone", "email", "cpf", "cnpj", "random"] }),
            may("key", "string", "For PIX: the receiver's key."),
          ],
        }),
        ...common,
      ],
      answer: sent,
    },
    "POST /message/sendTemplate/:instance": {
      summary: "Send an approved template",
      text: "For instances of the official WhatsApp Business API only. Meta's refusals come back as 201 with the error inside, as from Evolution; they are not charged.",
      status: 201,
      fields: [
        may("number", "string", "Whom to write to.", { sample: "5511988887777" }),
        need("name", "string", "The template's name.", { sample: "order_ready" }),
        need("language", "string", "Its language.", { sample: "pt_BR" }),
        may("components", "object[]", "Values of its parameters, as Meta has them."),
        may("webhookUrl", "string", "Where the states of this message go as well."),
      ],
      answer: "Meta's answer, as a message with an id that begins with `wamid`.",
    },
  },
};
