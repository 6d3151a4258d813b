import { botKinds } from "../domain/bot";
import { transportKinds } from "../domain/transport";
import { kindRows } from "./bots/kinds";
import { op, type Operation } from "./operation";

/**
 * The Evolution API as Zapin offers it: one line per upstream route. What is not here answers 404 in
 * Evolution's shape; `refused.ts` says why each of the known others is not here.
 */
export const operations: readonly Operation[] = [
  op("POST", "/instance/create", { scope: "instances:write", handler: "createInstance" }),
  op("GET", "/instance/fetchInstances", {
    scope: "instances:read",
    query: ["instanceName", "instanceId", "number"],
    handler: "fetchInstances",
  }),
  op("GET", "/instance/connect/:instance", { scope: "instances:write", query: ["number"] }),
  op("GET", "/instance/connectionState/:instance", { scope: "instances:read" }),
  op("POST", "/instance/restart/:instance", {
    scope: "instances:write",
    aliases: [{ method: "PUT", path: "/instance/restart/:instance" }],
  }),
  op("POST", "/instance/setPresence/:instance", { scope: "instances:write" }),
  op("DELETE", "/instance/logout/:instance", { scope: "instances:write" }),
  op("DELETE", "/instance/delete/:instance", { scope: "instances:write", handler: "deleteInstance" }),

  op("POST", "/message/sendText/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendMedia/:instance", { scope: "messages:send", meter: "message", weight: 2 }),
  op("POST", "/message/sendPtv/:instance", { scope: "messages:send", meter: "message", weight: 2 }),
  op("POST", "/message/sendWhatsAppAudio/:instance", { scope: "messages:send", meter: "message", weight: 2 }),
  op("POST", "/message/sendSticker/:instance", { scope: "messages:send", meter: "message", weight: 2 }),
  op("POST", "/message/sendStatus/:instance", { scope: "messages:send", meter: "message", weight: 2 }),
  op("POST", "/message/sendLocation/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendContact/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendReaction/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendPoll/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendList/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendButtons/:instance", { scope: "messages:send", meter: "message" }),
  op("POST", "/message/sendTemplate/:instance", { scope: "messages:send", meter: "message" }),

  op("POST", "/call/offer/:instance", { scope: "messages:send" }),

  op("POST", "/chat/whatsappNumbers/:instance", { scope: "chats:read" }),
  op("POST", "/chat/markMessageAsRead/:instance", { scope: "chats:write" }),
  op("POST", "/chat/archiveChat/:instance", { scope: "chats:write" }),
  op("POST", "/chat/markChatUnread/:instance", { scope: "chats:write" }),
  op("DELETE", "/chat/deleteMessageForEveryone/:instance", { scope: "chats:write" }),
  op("POST", "/chat/fetchProfilePictureUrl/:instance", { scope: "chats:read" }),
  op("POST", "/chat/getBase64FromMediaMessage/:instance", { scope: "chats:read" }),
  op("POST", "/chat/updateMessage/:instance", { scope: "chats:write" }),
  op("POST", "/chat/sendPresence/:instance", { scope: "chats:write" }),
  op("POST", "/chat/updateBlockStatus/:instance", {
    scope: "chats:write",
    aliases: [{ method: "POST", path: "/message/updateBlockStatus/:instance" }],
  }),
  op("POST", "/chat/findContacts/:instance", { scope: "chats:read" }),
  op("POST", "/chat/findMessages/:instance", { scope: "chats:read" }),
  op("POST", "/chat/findStatusMessage/:instance", { scope: "chats:read" }),
  op("POST", "/chat/findChats/:instance", { scope: "chats:read" }),
  op("GET", "/chat/findChatByRemoteJid/:instance", { scope: "chats:read", query: ["remoteJid"] }),
  op("POST", "/chat/fetchBusinessProfile/:instance", { scope: "chats:read" }),
  op("POST", "/chat/fetchProfile/:instance", { scope: "chats:read" }),
  op("POST", "/chat/updateProfileName/:instance", { scope: "chats:write" }),
  op("POST", "/chat/updateProfileStatus/:instance", { scope: "chats:write" }),
  op("POST", "/chat/updateProfilePicture/:instance", { scope: "chats:write" }),
  op("DELETE", "/chat/removeProfilePicture/:instance", { scope: "chats:write" }),
  op("GET", "/chat/fetchPrivacySettings/:instance", { scope: "chats:read" }),
  op("POST", "/chat/updatePrivacySettings/:instance", { scope: "chats:write" }),

  op("POST", "/group/create/:instance", { scope: "groups:write" }),
  op("POST", "/group/updateGroupSubject/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("POST", "/group/updateGroupPicture/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("POST", "/group/updateGroupDescription/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("GET", "/group/findGroupInfos/:instance", { scope: "groups:read", query: ["groupJid"] }),
  op("GET", "/group/fetchAllGroups/:instance", { scope: "groups:read", query: ["getParticipants"] }),
  op("GET", "/group/participants/:instance", { scope: "groups:read", query: ["groupJid"] }),
  op("GET", "/group/inviteCode/:instance", { scope: "groups:read", query: ["groupJid"] }),
  op("GET", "/group/inviteInfo/:instance", { scope: "groups:read", query: ["inviteCode"] }),
  op("GET", "/group/acceptInviteCode/:instance", { scope: "groups:write", query: ["inviteCode"] }),
  op("POST", "/group/sendInvite/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("POST", "/group/revokeInviteCode/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("POST", "/group/updateParticipant/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("POST", "/group/updateSetting/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("POST", "/group/toggleEphemeral/:instance", { scope: "groups:write", query: ["groupJid"] }),
  op("DELETE", "/group/leaveGroup/:instance", { scope: "groups:write", query: ["groupJid"] }),

  op("GET", "/label/findLabels/:instance", { scope: "chats:read" }),
  op("POST", "/label/handleLabel/:instance", { scope: "chats:write" }),

  op("POST", "/business/getCatalog/:instance", { scope: "chats:read" }),
  op("POST", "/business/getCollections/:instance", { scope: "chats:read" }),

  op("POST", "/template/create/:instance", { scope: "settings:write" }),
  op("GET", "/template/find/:instance", { scope: "settings:read" }),

  op("POST", "/settings/set/:instance", { scope: "settings:write" }),
  op("GET", "/settings/find/:instance", { scope: "settings:read" }),

  op("POST", "/proxy/set/:instance", { scope: "settings:write", ask: "publicProxy" }),
  op("GET", "/proxy/find/:instance", { scope: "settings:read" }),

  op("POST", "/webhook/set/:instance", { scope: "webhooks:write", handler: "setWebhook" }),
  op("GET", "/webhook/find/:instance", { scope: "webhooks:read", handler: "findWebhook" }),

  // Kept by Zapin and answered as they were set. Events go out by webhook and socket; the four queues
  // belong to the operator's server, which must have them switched on to post there.
  ...transportKinds.flatMap((kind) => [
    op("POST", `/${kind}/set/:instance`, { scope: "webhooks:write", handler: "setTransport" }),
    op("GET", `/${kind}/find/:instance`, { scope: "webhooks:read", handler: "findTransport" }),
  ]),

  // Chatwoot posts its answers to `/hooks/chatwoot`; see `refused.ts` for the route that they would go to.
  op("POST", "/chatwoot/set/:instance", { scope: "settings:write", handler: "setChatwoot" }),
  op("GET", "/chatwoot/find/:instance", { scope: "settings:read", handler: "findChatwoot" }),

  // Bots: the tenant's addresses and keys stay here, and upstream is told the relay's.
  ...botKinds.flatMap((kind) => {
    const id = kindRows[kind].idParameter;
    return [
      op("POST", `/${kind}/create/:instance`, { scope: "bots:write", handler: "createBot" }),
      op("GET", `/${kind}/find/:instance`, { scope: "bots:read", handler: "findBots" }),
      op("GET", `/${kind}/fetch/:${id}/:instance`, {
        scope: "bots:read",
        handler: "fetchBot",
        aliases: [{ method: "GET", path: `/${kind}/find/:${id}/:instance` }],
      }),
      op("PUT", `/${kind}/update/:${id}/:instance`, { scope: "bots:write", handler: "updateBot" }),
      op("DELETE", `/${kind}/delete/:${id}/:instance`, { scope: "bots:write", handler: "deleteBot" }),
      op("POST", `/${kind}/settings/:instance`, { scope: "bots:write", handler: "saveBotSettings" }),
      op("GET", `/${kind}/fetchSettings/:instance`, { scope: "bots:read", handler: "readBotSettings" }),
      op("POST", `/${kind}/changeStatus/:instance`, { scope: "bots:write", handler: "changeBotStatus" }),
      op("GET", `/${kind}/fetchSessions/:${id}/:instance`, { scope: "bots:read", handler: "listBotSessions" }),
      op("POST", `/${kind}/ignoreJid/:instance`, { scope: "bots:write", handler: "ignoreBotContact" }),
    ];
  }),
  op("POST", "/typebot/start/:instance", { scope: "bots:write", handler: "startTypebot" }),
  op("POST", "/openai/creds/:instance", { scope: "bots:write", handler: "keepBotCredential" }),
  op("GET", "/openai/creds/:instance", { scope: "bots:read", handler: "listBotCredentials" }),
  op("DELETE", "/openai/creds/:openaiCredsId/:instance", { scope: "bots:write", handler: "deleteBotCredential" }),
  op("GET", "/openai/getModels/:instance", {
    scope: "bots:read",
    query: ["openaiCredsId"],
    handler: "listBotModels",
  }),
];
