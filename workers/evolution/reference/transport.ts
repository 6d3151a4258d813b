import { eventNames } from "../../domain/event";
import { answeredKinds, transportKinds, type TransportKind } from "../../domain/transport";
import type { Family, OperationText } from "./family";
import { may, need } from "./field";

/** The other ways in which an Evolution server can hand out events. */
const transports: Record<TransportKind, string> = {
  websocket: "the server's own socket",
  rabbitmq: "RabbitMQ",
  sqs: "Amazon SQS",
  nats: "NATS",
  kafka: "Kafka",
  pusher: "Pusher",
};

/** Evolution does not answer for a queue that is off. */
const silent = "An empty body, as Evolution answers while the transport is off.";

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
  lead: "Sockets and queues. What you set is kept, and answered as Evolution would. Events go out by webhook and GET /api/events; RabbitMQ, SQS, NATS and Kafka belong to the operator's server, who must enable them there.",
  nouns: transportKinds,
  operations: Object.fromEntries(
    transportKinds.flatMap((name): [string, OperationText][] => [
      [
        `POST /${name}/set/:instance`,
        {
          summary: `Set events by ${transports[name]}`,
          ...(answeredKinds.has(name) ? {} : { text: "The operator must enable it. Until then nothing goes out." }),
          status: 201,
          fields: [
            need(name, "object", "The transport.", {
              fields: name === "pusher" ? pusherFields : [need("enabled", "boolean", "Whether events go out."), events],
            }),
          ],
          answer: answeredKinds.has(name) ? "The row as it was stored." : silent,
        },
      ],
      [
        `GET /${name}/find/:instance`,
        {
          summary: `Read events by ${transports[name]}`,
          answer: answeredKinds.has(name) ? "The row, or an empty body where nothing was set." : silent,
        },
      ],
    ]),
  ),
};
