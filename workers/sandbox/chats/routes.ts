import { answer } from "../answers";
import { chatChecks } from "../checks/chats";
import type { Route } from "../routes/route";
import { deleteMessageForEveryone, updateMessage } from "./edit";
import { findChatByRemoteJid, findChats, findContacts, findMessages, findStatusMessage } from "./find";
import { handleLabel } from "./labels";
import { archiveChat, markChatUnread, markMessageAsRead } from "./marks";
import { getBase64FromMediaMessage } from "./media";
import * as own from "./own-profile";
import * as people from "./people";

/** `/chat/<verb>`, and the labels: none is there to be found, any can be put on a chat. */
export const chatRoutes: Route[] = [
  {
    method: "POST",
    path: "/chat/whatsappNumbers",
    check: chatChecks.whatsappNumbers,
    complain: (texts) => answer(400, { status: 400, error: "Bad Request", message: [texts] }),
    handle: people.whatsappNumbers,
  },
  { method: "POST", path: "/chat/markMessageAsRead", check: chatChecks.markMessageAsRead, handle: markMessageAsRead },
  { method: "POST", path: "/chat/archiveChat", check: chatChecks.archiveChat, handle: archiveChat },
  { method: "POST", path: "/chat/markChatUnread", check: chatChecks.markChatUnread, handle: markChatUnread },
  {
    method: "DELETE",
    path: "/chat/deleteMessageForEveryone",
    check: chatChecks.deleteMessageForEveryone,
    handle: deleteMessageForEveryone,
  },
  {
    method: "POST",
    path: "/chat/fetchProfilePictureUrl",
    check: chatChecks.profilePicture,
    handle: people.fetchProfilePictureUrl,
  },
  { method: "POST", path: "/chat/getBase64FromMediaMessage", handle: getBase64FromMediaMessage },
  { method: "POST", path: "/chat/updateMessage", check: chatChecks.updateMessage, handle: updateMessage },
  { method: "POST", path: "/chat/sendPresence", check: chatChecks.sendPresence, handle: people.sendPresence },
  {
    method: "POST",
    path: "/chat/updateBlockStatus",
    check: chatChecks.updateBlockStatus,
    handle: people.updateBlockStatus,
  },
  { method: "POST", path: "/chat/findContacts", check: chatChecks.findContacts, handle: findContacts },
  { method: "POST", path: "/chat/findMessages", check: chatChecks.findMessages, handle: findMessages },
  { method: "POST", path: "/chat/findStatusMessage", check: chatChecks.findStatusMessage, handle: findStatusMessage },
  { method: "POST", path: "/chat/findChats", check: chatChecks.findContacts, handle: findChats },
  { method: "GET", path: "/chat/findChatByRemoteJid", handle: findChatByRemoteJid },
  {
    method: "POST",
    path: "/chat/fetchBusinessProfile",
    check: chatChecks.profilePicture,
    handle: people.fetchBusinessProfile,
  },
  { method: "POST", path: "/chat/fetchProfile", check: chatChecks.profile, handle: people.fetchProfile },
  {
    method: "POST",
    path: "/chat/updateProfileName",
    check: chatChecks.updateProfileName,
    handle: own.updateProfileName,
  },
  {
    method: "POST",
    path: "/chat/updateProfileStatus",
    check: chatChecks.updateProfileStatus,
    handle: own.updateProfileStatus,
  },
  {
    method: "POST",
    path: "/chat/updateProfilePicture",
    check: chatChecks.profilePicture,
    handle: own.updateProfilePicture,
  },
  {
    method: "DELETE",
    path: "/chat/removeProfilePicture",
    check: chatChecks.profilePicture,
    handle: own.removeProfilePicture,
  },
  { method: "GET", path: "/chat/fetchPrivacySettings", handle: own.fetchPrivacySettings },
  {
    method: "POST",
    path: "/chat/updatePrivacySettings",
    check: chatChecks.updatePrivacySettings,
    handle: own.updatePrivacySettings,
  },
  { method: "GET", path: "/label/findLabels", handle: () => answer(200, []) },
  { method: "POST", path: "/label/handleLabel", check: chatChecks.handleLabel, handle: handleLabel },
];
