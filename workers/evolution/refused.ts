/** An upstream route that Zapin knows and does not offer. */
export interface RefusedRoute {
  method: string;
  path: string;
  reason: string;
}

const session = "hands out the WhatsApp session itself; whoever holds it holds the number";
const media = "upstream answers with the media of every tenant's instances";
const ingress = "an open door of the upstream server: it takes events without any key";
const botsLater = "upstream gives its global key to the bot's server; offered once calls go through Zapin's relay";
const chatwootLater = "its inbox posts to upstream's open door; offered once Zapin has a door of its own for it";

function all(reason: string, method: string, ...paths: string[]): RefusedRoute[] {
  return paths.map((path) => ({ method, path, reason }));
}

function bot(name: string, id: string, extra: RefusedRoute[] = []): RefusedRoute[] {
  return [
    ...all(
      botsLater,
      "POST",
      `/${name}/create/:instance`,
      `/${name}/settings/:instance`,
      `/${name}/changeStatus/:instance`,
      `/${name}/ignoreJid/:instance`,
    ),
    ...all(
      botsLater,
      "GET",
      `/${name}/find/:instance`,
      `/${name}/fetch/:${id}/:instance`,
      `/${name}/fetchSettings/:instance`,
      `/${name}/fetchSessions/:${id}/:instance`,
    ),
    ...all(botsLater, "PUT", `/${name}/update/:${id}/:instance`),
    ...all(botsLater, "DELETE", `/${name}/delete/:${id}/:instance`),
    ...extra,
  ];
}

export const refusedRoutes: readonly RefusedRoute[] = [
  ...all(
    session,
    "POST",
    ...[
      "onWhatsapp",
      "profilePictureUrl",
      "assertSessions",
      "createParticipantNodes",
      "getUSyncDevices",
      "generateMessageTag",
      "sendNode",
      "signalRepositoryDecryptMessage",
      "getAuthState",
    ].map((verb) => `/baileys/${verb}/:instance`),
  ),
  ...all(media, "POST", "/s3/getMedia/:instance", "/s3/getMediaUrl/:instance"),
  ...all(ingress, "POST", "/webhook/evolution", "/webhook/meta", "/chatwoot/webhook/:instance"),
  ...all(ingress, "GET", "/webhook/meta"),
  ...all(chatwootLater, "POST", "/chatwoot/set/:instance"),
  ...all(chatwootLater, "GET", "/chatwoot/find/:instance"),
  ...bot("typebot", "typebotId", all(botsLater, "POST", "/typebot/start/:instance")),
  ...bot("openai", "openaiBotId", [
    ...all(botsLater, "POST", "/openai/creds/:instance"),
    ...all(botsLater, "GET", "/openai/creds/:instance", "/openai/getModels/:instance"),
    ...all(botsLater, "DELETE", "/openai/creds/:openaiCredsId/:instance"),
  ]),
  ...bot("dify", "difyId"),
  ...bot("flowise", "flowiseId"),
  ...bot("evolutionBot", "evolutionBotId"),
  ...bot("n8n", "n8nId"),
  ...bot("evoai", "evoaiId"),
];
