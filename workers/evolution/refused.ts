/** An upstream route that Zapin knows and does not offer. */
export interface RefusedRoute {
  method: string;
  path: string;
  reason: string;
}

const session = "hands out the WhatsApp session itself; whoever holds it holds the number";
const media = "upstream answers with the media of every tenant's instances";
const ingress = "an open door of the upstream server: it takes events without any key";
const inbox = "an open door of the upstream server: Chatwoot posts to the address that chatwoot/find tells instead";

function all(reason: string, method: string, ...paths: string[]): RefusedRoute[] {
  return paths.map((path) => ({ method, path, reason }));
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
  ...all(ingress, "POST", "/webhook/evolution", "/webhook/meta"),
  ...all(ingress, "GET", "/webhook/meta"),
  ...all(inbox, "POST", "/chatwoot/webhook/:instance"),
];
