/** Routes of Evolution that the sandbox knows and does not play. `:id` stands for one segment. */
const bots = ["evolutionBot", "typebot", "openai", "dify", "flowise", "n8n", "evoai"];
const transports = ["websocket", "rabbitmq", "nats", "pusher", "sqs", "kafka"];

const unsimulated: Record<string, string[]> = {
  POST: [
    ...under("template", "create"),
    ...under(
      "baileys",
      "onWhatsapp profilePictureUrl assertSessions createParticipantNodes getUSyncDevices generateMessageTag sendNode signalRepositoryDecryptMessage getAuthState",
    ),
    ...transports.flatMap((transport) => under(transport, "set")),
    ...bots.flatMap((bot) => under(bot, "create settings changeStatus ignoreJid")),
    ...under("typebot", "start"),
    ...under("openai", "creds"),
    ...under("chatwoot", "set"),
    ...under("s3", "getMedia getMediaUrl"),
  ],
  GET: [
    ...under("template", "find"),
    ...transports.flatMap((transport) => under(transport, "find")),
    ...bots.flatMap((bot) => under(bot, "find fetch/:id fetchSettings fetchSessions/:id")),
    ...under("openai", "creds getModels"),
    ...under("chatwoot", "find"),
  ],
  PUT: bots.flatMap((bot) => under(bot, "update/:id")),
  DELETE: [...bots.flatMap((bot) => under(bot, "delete/:id")), ...under("openai", "creds/:id")],
};

function under(area: string, verbs: string): string[] {
  return verbs.split(" ").map((verb) => `/${area}/${verb}`);
}

/** Whether Evolution has this route though the sandbox does not play it. `path` is without the instance's name. */
export function isUnsimulated(method: string, path: string): boolean {
  const segments = path.split("/");
  return (unsimulated[method] ?? []).some((pattern) => {
    const expected = pattern.split("/");
    return expected.length === segments.length && expected.every((part, at) => part === ":id" || part === segments[at]);
  });
}
