import type { Recording } from "../../support/recordings";

/** The family of routes to which a recording belongs; the channels that Zapin does not create are their own. */
export function familyOf({ name, request }: Recording): string {
  if (name.startsWith("waba.")) return "channel WHATSAPP-BUSINESS";
  if (name.startsWith("evolution.")) return "channel EVOLUTION";
  const [, noun = ""] = new URL(request.path, "https://recorded.invalid").pathname.split("/");
  return routers.has(noun) ? noun : "outside the routers";
}

const routers = new Set(
  (
    "instance message call chat group label business template settings proxy webhook websocket rabbitmq sqs nats " +
    "kafka pusher chatwoot typebot openai dify flowise evolutionBot n8n evoai s3 baileys"
  ).split(" "),
);
