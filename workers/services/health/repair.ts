import type { Ctx } from "../../context";
import { parseEvent } from "../../evolution/events";
import { prepareEvent } from "../../evolution/incoming-event";
import { sha256Hex } from "../../secrets/bytes";
import type { InstancePolicy } from "../../tenant/hub/policy";
import type { NewEvent } from "../../tenant/journal/events";
import { readHistory, type HistoryRecord } from "./history";

/** What came of a comparison of upstream's history with the log. */
export interface Repair {
  /** Messages that upstream has and never told of. */
  missed: number;
  /** Up to where both agree now, in milliseconds since 1970. */
  comparedUntil: number;
}

/**
 * Compares upstream's history with the log by the messages' ids, and logs what is missing, the oldest first and
 * marked as recovered. Null where the history could not be read whole: then nothing is logged, and the next
 * comparison begins at the same place.
 */
export async function repairGap(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  comparedUntil: number,
): Promise<Repair | null> {
  // What is younger may still be told, and is looked at the next time.
  const end = ctx.now() - underWayMs;
  const from = Math.max(comparedUntil - overlapMs, end - longestSpanMs);
  if (from >= end) return { missed: 0, comparedUntil };
  const journal = ctx.journal(tenantId);
  const missing = new Map<string, HistoryRecord>();
  const span = { from, known: Math.max(comparedUntil, from), until: end };
  const history = await readHistory(ctx, instance, span, async (records) => {
    const told = new Map(records.filter(wasTold).map((record) => [record.key.id, record]));
    for (const id of await journal.missingMessages(instance.id, [...told.keys()])) missing.set(id, told.get(id)!);
  });
  if (!history) return null;

  // Upstream tells the newest first; within a second that is all there is to go by.
  const missed = [...missing.values()].reverse().sort((a, b) => a.messageTimestamp - b.messageTimestamp);
  for (let at = 0; at < missed.length; at += batchSize) {
    const batch = missed.slice(at, at + batchSize);
    await journal.append(await Promise.all(batch.map((record) => eventOf(ctx, tenantId, instance, record))));
  }
  return { missed: missed.length, comparedUntil: Math.max(comparedUntil, history.until) };
}

/** Upstream keeps rows without a message for what was deleted or edited; no event could be made of them. */
function wasTold({ message }: HistoryRecord): boolean {
  return typeof message === "object" && message !== null;
}

/** The event that upstream would have told of a message. */
async function eventOf(ctx: Ctx, tenantId: string, instance: InstancePolicy, record: HistoryRecord): Promise<NewEvent> {
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
  // It says nothing but what makes it this message, so that two comparisons at once log it once.
  const fingerprint = await sha256Hex(new TextEncoder().encode(`recovered\n${instance.id}\n${record.key.id}`));
  const event = parseEvent(text)!;
  return prepareEvent(ctx, { tenantId, instance, event, text, fingerprint, receivedAt: ctx.now(), recovered: true });
}

const underWayMs = 2 * 60_000;
/** Upstream's clock and ours need not agree to the second. */
const overlapMs = 60_000;
/** The log knows ids for eight days. */
const longestSpanMs = 7 * 24 * 60 * 60_000;
/** With a hundred thousand characters each, what is handed from one Object to another stays far below its limit. */
const batchSize = 50;
