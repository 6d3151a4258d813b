/** Routes of Evolution that the sandbox knows and does not play. */
const transports = ["websocket", "rabbitmq", "nats", "pusher", "sqs", "kafka"];

const unsimulated: Record<string, string[]> = {
  POST: [
    ...under("template", "create"),
    ...under(
      "baileys",
      "onWhatsapp profilePictureUrl assertSessions createParticipantNodes getUSyncDevices generateMessageTag sendNode signalRepositoryDecryptMessage getAuthState",
    ),
    ...transports.flatMap((transport) => under(transport, "set")),
    ...under("s3", "getMedia getMediaUrl"),
  ],
  GET: [...under("template", "find"), ...transports.flatMap((transport) => under(transport, "find"))],
};

function under(area: string, verbs: string): string[] {
  return verbs.split(" ").map((verb) => `/${area}/${verb}`);
}

/** Whether Evolution has this route though the sandbox does not play it. `path` is without the instance's name. */
export function isUnsimulated(method: string, path: string): boolean {
  return unsimulated[method]?.includes(path) ?? false;
}
