import type { Ctx } from "../../context";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { sha256Hex } from "../../secrets/bytes";
import { readHistory, type HistoryRecord } from "./history";

/** What came of a comparison of upstream's history with the log. */
export interface Repair {
  /** Messages that upstream has and never told of. */
  missed: number;
  /** Up to where both agree now, in milliseconds since 1970. */
  comparedUntil: number;
}

/**
 * Compares upstream's history with the log by the messages' ids, and hands what is missing to the same
 * queue as upstream's own events, marked as recovered. Null where the history could not be read.
 */
export async function repairGap(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  comparedUntil: number,
): Promise<Repair | null> {
  // What is younger may still be on its way through the queue, and is looked at the next time.
  const end = ctx.now() - underWayMs;
  const from = Math.max(comparedUntil - overlapMs, end - longestSpanMs);
  if (from >= end) return { missed: 0, comparedUntil };
  const history = await readHistory(ctx, instance, { from, until: end });
  if (!history) return null;

  const records = [...new Map(history.records.filter(wasTold).map((record) => [record.key.id, record])).values()];
  const missing = new Set(
    await ctx.journal(tenantId).missingMessages(
      instance.id,
      records.map(({ key }) => key.id),
    ),
  );
  const missed = records
    .filter(({ key }) => missing.has(key.id))
    // Upstream tells the newest first; within a second that is all there is to go by.
    .reverse()
    .sort((a, b) => a.messageTimestamp - b.messageTimestamp);
  for (const record of missed) await tell(ctx, tenantId, instance, record);
  return { missed: missed.length, comparedUntil: history.until };
}

/** Upstream keeps rows without a message for what was deleted or edited; no event could be made of them. */
function wasTold({ message }: HistoryRecord): boolean {
  return typeof message === "object" && message !== null;
}

async function tell(ctx: Ctx, tenantId: string, instance: InstancePolicy, record: HistoryRecord): Promise<void> {
  const { id: _row, MessageUpdate: updates = [], ...message } = record;
  // What was sent by the API has an event of its own; what was typed on the phone comes as any message does.
  const sent = record.key.fromMe === true && record.source !== "android" && record.source !== "ios";
  const status = updates.at(-1)?.status ?? (record.key.fromMe === true ? "SERVER_ACK" : "DELIVERY_ACK");
  const text = JSON.stringify({
    event: sent ? "send.message" : "messages.upsert",
    instance: instance.upstreamName,
    data: { ...message, status },
    date_time: new Date(record.messageTimestamp * 1000).toISOString(),
    server_url: "",
    apikey: instance.upstreamToken,
  });
  const fingerprint = await sha256Hex(new TextEncoder().encode(`recovered\n${instance.id}\n${record.key.id}`));
  const large = text.length > queueCharacters;
  const key = `${tenantId}/inbound/${fingerprint}`;
  if (large) await ctx.bodies.put(key, text);
  await ctx.events.send({
    tenantId,
    instance: instance.name,
    fingerprint,
    receivedAt: ctx.now(),
    recovered: true,
    body: large ? { stored: key } : { inline: text },
  });
}

const underWayMs = 2 * 60_000;
/** Upstream's clock and ours need not agree to the second. */
const overlapMs = 60_000;
/** The log knows ids for eight days. */
const longestSpanMs = 7 * 24 * 60 * 60_000;
/** A queue message holds 128 KB, and a character may take three bytes. */
const queueCharacters = 32_000;
