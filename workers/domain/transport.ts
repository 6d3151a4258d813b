/** Evolution's event transports beside webhooks. */
export const transportKinds = ["websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher"] as const;
export type TransportKind = (typeof transportKinds)[number];

/**
 * Which of them answer with what was set. The four queues belong to the operator's server; where they
 * are off, as they are for tenants of a shared server, Evolution answers with an empty body.
 */
export const answeredKinds: ReadonlySet<TransportKind> = new Set(["websocket", "pusher"]);

/** Pusher's account, which only its own transport has. */
export interface PusherOptions {
  appId: string;
  key: string;
  secret: string;
  cluster: string;
  useTLS: boolean;
}

export interface SavedTransport {
  id: string;
  enabled: boolean;
  events: string[];
  options: PusherOptions | null;
  createdAt: number;
  updatedAt: number;
}
