import { createContext } from "../context";
import { consumeCheck } from "./consume-check";
import { consumeEvents } from "./consume-events";
import { tellNotice } from "../services/notices/tell";
import type { CheckJob, InboundEvent, LaneJob, NoticeJob } from "./messages";
import { workLane } from "./work-lane";

/** Takes a batch from either queue. One tenant's trouble is retried alone. */
export async function consume(batch: MessageBatch<unknown>, env: Env, execution: ExecutionContext): Promise<void> {
  const ctx = createContext(env, execution, {
    requestId: batch.messages[0]?.id ?? "queue",
    actor: { kind: "anonymous" },
  });
  if (batch.queue.startsWith("zapin-deliveries")) {
    // Not waited for: the queue gives the next batch once this handler returns, and a receiver may take its time.
    // What is lost that way is asked for again by the journal, which keeps the deliveries.
    for (const message of batch.messages as readonly Message<LaneJob>[]) ctx.waitUntil(workLane(ctx, message.body));
    return;
  }
  if (batch.queue.startsWith("zapin-checks")) {
    const messages = batch.messages as readonly Message<CheckJob>[];
    await Promise.all(messages.map((message) => settle([message], () => consumeCheck(ctx, message.body))));
    return;
  }
  const byTenant = new Map<string, Message<InboundEvent>[]>();
  const notices: Message<NoticeJob>[] = [];
  for (const message of batch.messages as readonly Message<InboundEvent | NoticeJob>[]) {
    if (isNotice(message)) {
      notices.push(message);
      continue;
    }
    const { tenantId } = message.body;
    byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), message as Message<InboundEvent>]);
  }
  await Promise.all(
    notices.map((message) => settle([message], () => tellNotice(ctx, message.body.tenantId, message.body.notice))),
  );
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

function isNotice(message: Message<InboundEvent | NoticeJob>): message is Message<NoticeJob> {
  return "notice" in message.body;
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
