import { eventNames } from "../../domain/event";
import type { Family, OperationText } from "./family";
import { may, need } from "./field";

/** The other ways in which an Evolution server can hand out events. */
const transports = {
  websocket: "the server's own socket",
  rabbitmq: "RabbitMQ",
  sqs: "Amazon SQS",
  nats: "NATS",
  kafka: "Kafka",
  pusher: "Pusher",
};

const events = may("events", "string[]", "Names of events; an empty list means all.", {
  values: eventNames,
  sample: ["MESSAGES_UPSERT"],
});

const pusherFields = [
  need("enabled", "boolean", "Whether events go out."),
  need("appId", "string", "The app's id.", { sample: "1234567" }),
  need("key", "string", "The app's key.", { sample: "key" }),
  need("secret", "string", "The app's secret.", { sample: "secret" }),
  need("cluster", "string", "The app's cluster.", { sample: "sa1" }),
  need("useTLS", "boolean", "Encrypt the connection."),
  events,
];

export const transport: Family = {
  id: "transport",
  title: "Other transports",
  lead: "Sockets and queues. What you set is kept and answered as Evolution would. zapin itself delivers by webhook, by its own socket and by GET /api/events; a queue works only where the operator has switched it on.",
  nouns: Object.keys(transports),
  operations: Object.fromEntries(
    Object.entries(transports).flatMap(([name, title]): [string, OperationText][] => [
      [
        `POST /${name}/set/:instance`,
        {
          summary: `Set events by ${title}`,
          status: 201,
          fields: [
            need(name, "object", "The transport.", {
              fields: name === "pusher" ? pusherFields : [need("enabled", "boolean", "Whether events go out."), events],
            }),
          ],
          answer: "The row as it was stored.",
        },
      ],
      [
        `GET /${name}/find/:instance`,
        { summary: `Read events by ${title}`, answer: "The row, or null where nothing was set." },
      ],
    ]),
  ),
};
