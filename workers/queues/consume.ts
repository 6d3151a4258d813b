import { createContext } from "../context";
import { consumeDelivery } from "./consume-delivery";
import { consumeEvents } from "./consume-events";
import type { DeliveryJob, InboundEvent } from "./messages";

/** Takes a batch from either queue. One tenant's or receiver's trouble is retried alone. */
export async function consume(batch: MessageBatch<unknown>, env: Env, execution: ExecutionContext): Promise<void> {
  const ctx = createContext(env, execution, {
    requestId: batch.messages[0]?.id ?? "queue",
    actor: { kind: "anonymous" },
  });
  if (batch.queue.startsWith("zapin-deliveries")) {
    const messages = batch.messages as readonly Message<DeliveryJob>[];
    await Promise.all(messages.map((message) => settle([message], () => consumeDelivery(ctx, message.body))));
    return;
  }
  const byTenant = new Map<string, Message<InboundEvent>[]>();
  for (const message of batch.messages as readonly Message<InboundEvent>[]) {
    const { tenantId } = message.body;
    byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), message]);
  }
  await Promise.all(
    [...byTenant].map(([tenantId, messages]) =>
      settle(messages, () =>
        consumeEvents(
          ctx,
          tenantId,
          messages.map((message) => message.body),
        ),
      ),
    ),
  );
}

async function settle(messages: readonly Message<unknown>[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
    for (const message of messages) message.ack();
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at: "queue", error: String(error) }));
    for (const message of messages) message.retry({ delaySeconds: Math.min(60, 2 ** message.attempts) });
  }
}
