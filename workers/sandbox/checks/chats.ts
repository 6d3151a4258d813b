import type { Rule } from "../../evolution/checks/check";
import {
  decimal,
  fields,
  flag,
  listOf,
  messageKey,
  oneOf,
  phoneNumber,
  text,
  whole,
} from "../../evolution/checks/parts";

const presences = oneOf("unavailable", "available", "composing", "recording", "paused");
const audiences = oneOf("all", "contacts", "contact_blacklist", "none");
const lastMessage = fields({ key: messageKey, messageTimestamp: whole }, ["key"]);
const given: Rule = { type: "string", minLength: 1 };
const givenProperty: Rule = { ...given, says: "The property cannot be empty" };
const privacyNames = ["readreceipts", "profile", "status", "online", "last", "groupadd"];

/** The bodies of `/chat/<verb>`. */
export const chatChecks = {
  whatsappNumbers: fields({
    numbers: listOf({ type: "string", says: '"numbers" must be an array of numeric strings' }),
  }),
  markMessageAsRead: fields(
    {
      readMessages: listOf({
        properties: messageKey.properties!,
        required: messageKey.required!,
        notEmpty: messageKey.notEmpty!,
      }),
    },
    ["readMessages"],
  ),
  archiveChat: fields({ chat: text, lastMessage, archive: flag }, ["archive"]),
  markChatUnread: fields({ chat: text, lastMessage }, ["lastMessage"]),
  deleteMessageForEveryone: fields(
    { id: text, fromMe: flag, remoteJid: text, participant: text },
    ["id", "fromMe", "remoteJid"],
    ["id", "remoteJid", "participant"],
  ),
  profilePicture: fields({ number: text, picture: text }),
  profile: fields({ wuid: text, name: text, picture: text, status: text, isBusiness: flag }),
  updateMessage: fields({ number: text, text, key: messageKey }, [], ["number", "text", "key"]),
  sendPresence: fields({ number: phoneNumber, delay: decimal, presence: presences }, ["number", "presence", "delay"]),
  updateBlockStatus: fields(
    { number: text, status: oneOf("block", "unblock") },
    ["number", "status"],
    ["number", "status"],
  ),
  findContacts: fields({ where: fields({ _id: given, pushName: given, id: given, remoteJid: given }) }),
  findMessages: fields({
    where: fields({
      _id: given,
      key: fields({ remoteJid: givenProperty, id: givenProperty, fromMe: flag }),
      message: { type: "object" },
    }),
    limit: whole,
  }),
  findStatusMessage: fields({
    where: fields(
      {
        _id: text,
        remoteJid: text,
        id: text,
        fromMe: flag,
        participant: text,
        status: oneOf("ERROR", "PENDING", "SERVER_ACK", "DELIVERY_ACK", "READ", "PLAYED"),
      },
      [],
      ["_id", "remoteJid", "id", "status"],
    ),
    limit: whole,
  }),
  updateProfileName: fields({ name: text }, [], ["name"]),
  updateProfileStatus: fields({ status: text }, [], ["status"]),
  updatePrivacySettings: fields(
    {
      readreceipts: oneOf("all", "none"),
      profile: audiences,
      status: audiences,
      online: oneOf("all", "match_last_seen"),
      last: audiences,
      groupadd: audiences,
    },
    privacyNames,
    privacyNames,
  ),
  handleLabel: fields({ number: text, labelId: text, action: oneOf("add", "remove") }, ["number", "labelId", "action"]),
} satisfies Record<string, Rule>;

export const presenceCheck: Rule = fields({ presence: presences }, ["presence"]);
