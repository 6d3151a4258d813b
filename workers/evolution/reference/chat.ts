import type { Family } from "./family";
import { presence } from "./instance";
import { may, need, type Field } from "./field";

const key = [
  need("id", "string", "The message's id."),
  need("fromMe", "boolean", "Whether this instance sent it."),
  need("remoteJid", "string", "The chat that it is in."),
];
const number = need("number", "string", "A number with its country code, or a JID.", { sample: "5511988887777" });
const lastMessage = need("lastMessage", "object", "The newest message of the chat.", {
  fields: [
    need("key", "object", "Names the message.", { fields: key }),
    may("messageTimestamp", "integer", "When it was sent, in seconds."),
  ],
});
const chatJid = may("chat", "string", "The chat's JID.", { sample: "5511988887777@s.whatsapp.net" });
const page: Field[] = [
  may("page", "integer", "Which page, from 1.", { minimum: 1 }),
  may("offset", "integer", "How many on a page: despite its name it skips nothing.", { minimum: 1 }),
];
const done = "`update: success`.";

export const chat: Family = {
  id: "chat",
  title: "Chats and profile",
  lead: "Find chats, contacts and messages again, change what was sent, and keep the profile of the number.",
  nouns: ["chat"],
  operations: {
    "POST /chat/whatsappNumbers/:instance": {
      summary: "Check which numbers are on WhatsApp",
      fields: [need("numbers", "string[]", "Numbers with their country codes.", { sample: ["5511988887777"] })],
      answer: "One entry a number, with `exists` and its JID.",
    },
    "POST /chat/markMessageAsRead/:instance": {
      summary: "Mark messages as read",
      status: 201,
      fields: [need("readMessages", "object[]", "The messages.", { fields: key })],
      answer: "`read: success`.",
    },
    "POST /chat/archiveChat/:instance": {
      summary: "Archive a chat",
      status: 201,
      fields: [need("archive", "boolean", "False brings it back."), { ...lastMessage, required: false }, chatJid],
      answer: "The chat's id.",
    },
    "POST /chat/markChatUnread/:instance": {
      summary: "Mark a chat as unread",
      status: 201,
      fields: [lastMessage, chatJid],
      answer: "The chat's id.",
    },
    "DELETE /chat/deleteMessageForEveryone/:instance": {
      summary: "Delete a message for everyone",
      text: "The names of the message go into the body, although it is a DELETE.",
      status: 201,
      fields: [...key, may("participant", "string", "Who sent it, in a group.")],
      answer: "The message that revokes it.",
    },
    "POST /chat/fetchProfilePictureUrl/:instance": {
      summary: "Find somebody's picture",
      fields: [number],
      answer: "The picture's address, or null.",
    },
    "POST /chat/getBase64FromMediaMessage/:instance": {
      summary: "Fetch the media of a message",
      status: 201,
      fields: [
        need("message", "object", "The message.", {
          fields: [
            need("key", "object", "Names the message.", {
              fields: [need("id", "string", "Its id.", { sample: "3EB061E5B74427C8AD07DA" })],
            }),
          ],
        }),
        may("convertToMp4", "boolean", "Convert a sound to MP4."),
      ],
      answer: "Media type, name and size, and the file as base64.",
    },
    "POST /chat/updateMessage/:instance": {
      summary: "Edit a message",
      text: "WhatsApp allows it for fifteen minutes.",
      fields: [
        number,
        need("text", "string", "The new text.", { sample: "Hello again" }),
        need("key", "object", "Names the message.", { fields: key }),
      ],
      answer: "The message that changes it.",
    },
    "POST /chat/sendPresence/:instance": {
      summary: "Show typing or recording in a chat",
      text: "The answer comes when `delay` is over.",
      status: 201,
      fields: [
        number,
        presence,
        need("delay", "integer", "Milliseconds for which it is shown.", { minimum: 0, sample: 1000 }),
      ],
      answer: "The presence that was shown.",
    },
    "POST /chat/updateBlockStatus/:instance": {
      summary: "Block somebody, or let them in again",
      status: 201,
      fields: [number, need("status", "string", "What to do.", { values: ["block", "unblock"] })],
      answer: "`block: success`.",
    },
    "POST /chat/findContacts/:instance": {
      summary: "Find contacts",
      fields: [
        may("where", "object", "Which ones.", { fields: [may("remoteJid", "string", "The contact's JID.")] }),
        ...page,
      ],
      answer: "A list of contacts.",
    },
    "POST /chat/findMessages/:instance": {
      summary: "Find messages",
      text: "Newest first, 50 on a page unless `offset` says otherwise.",
      fields: [
        may("where", "object", "Which ones.", {
          fields: [
            may("id", "string", "The id in the store."),
            may("key", "object", "By the message's own key.", {
              fields: [
                may("id", "string", "Its id."),
                may("remoteJid", "string", "The chat."),
                may("fromMe", "boolean", "True for sent ones. False does not filter."),
              ],
            }),
            may("source", "string", "The kind of device."),
            may("messageType", "string", "Such as conversation or imageMessage."),
            may("messageTimestamp", "object", "Between two times.", {
              fields: [may("gte", "string", "From, as ISO 8601."), may("lte", "string", "To, as ISO 8601.")],
            }),
          ],
        }),
        ...page,
      ],
      answer: "`messages` with total, pages and the records of this page.",
    },
    "POST /chat/findStatusMessage/:instance": {
      summary: "Find the acknowledgements of messages",
      fields: [
        may("where", "object", "Which ones.", {
          fields: [may("remoteJid", "string", "The chat."), may("id", "string", "The id in the store.")],
        }),
        ...page,
      ],
      answer: "A list of state changes, one a message and state.",
    },
    "POST /chat/findChats/:instance": {
      summary: "Find chats",
      fields: [
        may("where", "object", "Which ones.", { fields: [may("remoteJid", "string", "The chat's JID.")] }),
        may("take", "integer", "At most how many.", { minimum: 1 }),
        may("skip", "integer", "How many to pass over.", { minimum: 0 }),
      ],
      answer: "A list of chats, each with its newest message and the count of unread ones.",
    },
    "GET /chat/findChatByRemoteJid/:instance": {
      summary: "Find one chat",
      query: [need("remoteJid", "string", "The chat's JID.", { sample: "5511988887777@s.whatsapp.net" })],
      answer: "The chat, or null.",
    },
    "POST /chat/fetchBusinessProfile/:instance": {
      summary: "Read a business profile",
      fields: [number],
      answer: "What the business says about itself.",
    },
    "POST /chat/fetchProfile/:instance": {
      summary: "Read a profile",
      fields: [number],
      answer: "Name, picture, status text, and the business profile if it is one.",
    },
    "POST /chat/updateProfileName/:instance": {
      summary: "Change your name",
      fields: [need("name", "string", "The new name.", { sample: "Shop" })],
      answer: done,
    },
    "POST /chat/updateProfileStatus/:instance": {
      summary: "Change your status text",
      fields: [need("status", "string", "The new text.", { sample: "Open until ten" })],
      answer: done,
    },
    "POST /chat/updateProfilePicture/:instance": {
      summary: "Change your picture",
      fields: [need("picture", "string", "Base64 or a public address.", { sample: "https://example.com/shop.png" })],
      answer: done,
    },
    "DELETE /chat/removeProfilePicture/:instance": { summary: "Remove your picture", answer: done },
    "GET /chat/fetchPrivacySettings/:instance": {
      summary: "Read the privacy settings",
      answer: "Who may see what, in the six terms of `updatePrivacySettings`.",
    },
    "POST /chat/updatePrivacySettings/:instance": {
      summary: "Change the privacy settings",
      text: "The connection is closed and opened again for it: calls in the next second may fail.",
      status: 201,
      fields: [
        need("readreceipts", "string", "Who sees that you have read.", { values: ["all", "none"] }),
        need("profile", "string", "Who sees your picture.", {
          values: ["all", "contacts", "contact_blacklist", "none"],
        }),
        need("status", "string", "Who sees your status text.", {
          values: ["all", "contacts", "contact_blacklist", "none"],
        }),
        need("online", "string", "Who sees that you are online.", { values: ["all", "match_last_seen"] }),
        need("last", "string", "Who sees when you were last seen.", {
          values: ["all", "contacts", "contact_blacklist", "none"],
        }),
        need("groupadd", "string", "Who may add you to groups.", { values: ["all", "contacts", "contact_blacklist"] }),
      ],
      answer: "`update: success` and what was set.",
    },
  },
};
