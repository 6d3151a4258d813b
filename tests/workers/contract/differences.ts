/** Why recordings are not answered as recorded: a reason, and the names of those that it holds for. */
const reasons: readonly (readonly [reason: string, names: string])[] = [
  [
    "Recorded on a server where bots of the kind are switched off. `find` is answered from Zapin's own record, which is empty; `create` is told the server's refusal.",
    "disabled.dify.find disabled.evoai.find disabled.n8n.find disabled.typebot.find",
  ],
  ["A hole of upstream: any instance's key reads the bots of every other.", "typebot.fetch.other-instance"],
  [
    "A fault of upstream: names of credentials are unique over its whole database, so one tenant's name is refused to all others.",
    "openai.creds.create.dup-name-other-instance",
  ],
  [
    "A fault of upstream, which stumbles where the instance has no settings of Typebot yet; here the flow starts.",
    "typebot.start.evolution.no-settings",
  ],
  [
    "Recorded on a server where Chatwoot is switched off; the sandbox has it on.",
    "disabled.chatwoot.find disabled.chatwoot.set disabled.chatwoot.webhook",
  ],
  [
    "These routes hand out the WhatsApp session itself; whoever holds it holds the number.",
    `baileys.getAuthState.connecting baileys.getAuthState.offline baileys.onWhatsapp.offline
     wa.baileys.onWhatsapp`,
  ],
  ["Upstream answers these with the media of every tenant's instances.", "s3.getMedia.none s3.getMediaUrl.none"],
  [
    "An open door of the upstream server: it takes events without any key.",
    `evolution.inbound.bot.BOT-dify evolution.inbound.bot.BOT-evoai
     evolution.inbound.bot.BOT-evolutionBot evolution.inbound.bot.BOT-n8n
     evolution.inbound.bot.BOT-openai evolution.inbound.bot.TB-1 evolution.inbound.empty
     evolution.inbound.media evolution.inbound.no-key-field evolution.inbound.no-numberId
     evolution.inbound.same-id evolution.inbound.text evolution.inbound.text2
     evolution.inbound.unknown-number waba.inbound.empty waba.inbound.interactive waba.inbound.status
     waba.inbound.status-of-sent waba.inbound.text waba.inbound.unknown-number waba.meta.verify.ok
     waba.template.status`,
  ],
  [
    "Recorded on the channel WHATSAPP-BUSINESS, which Zapin does not create; the sandbox plays WHATSAPP-BAILEYS.",
    `waba.create waba.findMessages waba.markMessageAsRead waba.sendButtons waba.sendContact waba.sendList
     waba.sendLocation waba.sendMedia waba.sendPoll waba.sendPtv waba.sendReaction waba.sendStatus
     waba.sendSticker waba.sendTemplate waba.sendText waba.sendText.rejected waba.setPresence
     waba.template.create waba.template.create.rejected waba.template.find`,
  ],
  [
    "Recorded on the channel EVOLUTION, which Zapin does not create; the sandbox plays WHATSAPP-BAILEYS.",
    `evolution.connect.after-logout evolution.create evolution.fetchInstances
     evolution.findChatByRemoteJid evolution.findChats evolution.findChats.where
     evolution.findContacts.where evolution.findMessages.by-id evolution.findMessages.fromMe-false
     evolution.findMessages.page evolution.label.findLabels evolution.sendList evolution.sendLocation
     evolution.sendMedia.base64 evolution.sendMedia.url evolution.sendPoll evolution.sendPtv
     evolution.sendReaction evolution.sendText evolution.sendText.byEvents evolution.sendText.delay
     evolution.sendText.empty-number evolution.sendText.empty-text evolution.sendText.jid
     evolution.sendText.quoted evolution.sendText.quoted-no-key evolution.sendText.strange-number
     evolution.sendWhatsAppAudio.multipart evolution.sendWhatsAppAudio.url evolution.setPresence
     evolution.whatsappNumbers`,
  ],
  ["Asks for the channel EVOLUTION, which Zapin does not create.", "disabled.create"],
  [
    "Tells the operator's version and addresses to anyone, and calls WhatsApp on every request; `GET /health` is Zapin's.",
    "disabled.root head-root root root.with-key",
  ],
  [
    "Belongs to the operator of the upstream server: its metrics, its manager and the manager's files.",
    "assets.traversal assets.unknown manager metrics.badauth metrics.noauth metrics.ok",
  ],
  [
    "Opens with the upstream server's global key alone and tells of its Facebook app; a key is tried with `GET /instance/fetchInstances`.",
    "verify-creds.badkey verify-creds.nokey verify-creds.ok",
  ],
  [
    "Whoever has no key learns nothing about names: the key is judged first.",
    "instance.connectionState.unknown.nokey instance.create.duplicate.badkey",
  ],
  ["Whoever has no key is refused before a body is read.", "malformed-json.nokey"],
  [
    "A hole of upstream: the instance in the query acts in place of the one in the path. Zapin drops it.",
    "instance.connectionState.query-override settings.find.after-query-override",
  ],
  [
    "A name with a slash or a question mark breaks addresses; letters of any script, digits, spaces and . _ @ + - are taken.",
    "instance.connectionState.name-strange instance.create.name-strange",
  ],
  [
    "Upstream makes an instance without a name, which no route can name; Zapin answers 400.",
    "instance.create.empty-name",
  ],
  [
    "Bad input, at which upstream fails with 500 and internal text; Zapin answers 400 and says what is wrong.",
    `instance.create.name-not-string instance.create.name-null webhook.set.no-events
     websocket.set.empty-body websocket.set.no-events`,
  ],
  ["The same status; a sentence stands in place of upstream's internal text.", "instance.create.webhook-no-events"],
  [
    "Recorded on an empty database, at which upstream fails with internal text; Zapin answers as in instance.create.missing-name.",
    "instance.create.missing-name.empty-db",
  ],
  [
    "The recorded token is too short to be safe as a key on the open internet: 400. A longer one is taken and works.",
    "instance.create.own-token",
  ],
  [
    "A token opens one instance alone; upstream lets two share one and lists both to it.",
    "instance.create.same-token-as-other instance.fetch.token.shared",
  ],
  [
    "Recorded while WhatsApp could not be reached; the sandbox always reaches its own and shows a QR code.",
    "instance.connect.number.offline instance.create.qrcode-true-offline message.sendText.connecting",
  ],
  ["Evolution's documents print PUT, which its server does not have; Zapin takes it as POST.", "instance.restart.put"],
  [
    "Recorded where the file's host could not be reached; the sandbox fetches nothing and so meets no such error.",
    `group.updateGroupPicture.offline message.sendMedia.never-connected
     message.sendSticker.never-connected wa.sendMedia.url`,
  ],
  [
    "Needs an instance of the official WhatsApp Business API; the sandbox answers 501.",
    "template.create.missing template.find.baileys",
  ],
  ["Recorded on a server where the websocket is otherwise switched than here.", "disabled.websocket.set"],
  [
    "A fault of upstream: one revoked message fails the whole list. The sandbox lists the chats.",
    "wa.findChats wa.findChats.where",
  ],
  [
    "Tells the recorded phone's own history. The shape of each row is held by tests/workers/sandbox/messages.test.ts.",
    "wa.findMessages wa.findMessages.by-id wa.findStatusMessage",
  ],
  [
    "A fault of upstream's database; the sandbox puts the label on the chat, as the route is meant to.",
    "wa.label.handleLabel",
  ],
  [
    "Upstream keeps an address that it will never call, and says nothing; Zapin refuses it with 400.",
    "webhook.set.bad-url webhook.set.empty-url",
  ],
];

/**
 * Every recording that `/v1` answers otherwise, by its name, with the reason. The contract suite fails
 * for one that is missing here, and for one that is answered as recorded by now.
 */
export const differences: Readonly<Record<string, string>> = Object.fromEntries(
  reasons.flatMap(([reason, names]) => names.split(/\s+/).map((name) => [name, reason])),
);
