import * as z from "zod";
import type { Ctx } from "../../context";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { askUpstream } from "./ask";

/** A message as upstream's history holds it. */
export type HistoryRecord = z.infer<typeof historyRecord>;

const historyRecord = z.looseObject({
  id: z.unknown(),
  key: z.looseObject({
    id: z.string().min(1).max(200),
    fromMe: z.boolean().optional(),
    remoteJid: z.string().optional(),
  }),
  message: z.unknown(),
  messageTimestamp: z.number(),
  source: z.unknown(),
  MessageUpdate: z.array(z.looseObject({ status: z.string() })).optional(),
});
const historyPage = z.object({ messages: z.object({ total: z.number(), records: z.array(z.unknown()) }) });
const timed = z.looseObject({ messageTimestamp: z.number().int() });

/** Both ends belong to it; upstream knows seconds only. */
interface Span {
  from: number;
  until: number;
}

/** `known` says up to where it was read before: whatever is left out, this time must come further. */
interface PartlyKnownSpan extends Span {
  known: number;
}

/**
 * Reads upstream's own history of a span, the newest first, a page at a time. Answers how far it goes, since of a
 * span with too many messages the older part is read alone; null where upstream would not tell.
 *
 * Never asks for a second page: upstream sorts by the second alone, and its database may sort messages of one
 * second in another way for each page, so that some are on none. What follows a page is instead all that is not
 * newer than the oldest on it.
 *
 * @param take is given each page as it comes, and may be given a message twice
 */
export async function readHistory(
  ctx: Ctx,
  instance: InstancePolicy,
  span: PartlyKnownSpan,
  take: (records: HistoryRecord[]) => Promise<void>,
): Promise<{ until: number } | null> {
  let { until } = span;
  let size = pageSize;
  let last = until;
  let begun = false;
  for (let asked = 0; asked < mostPages; asked++) {
    const page = await readPage(ctx, instance, { from: span.from, until: last }, size);
    if (page === null) return null;
    if (page === "too_large") {
      if (size === 1) return null;
      size = Math.ceil(size / 4);
      continue;
    }
    if (!begun && page.total > mostMessages && until - span.known > shortestSpanMs) {
      until = last = span.known + Math.floor((until - span.known) / 2);
      continue;
    }
    begun = true;
    await take(page.records);
    if (page.isLast) return { until };
    if (page.oldestAt < Math.floor(last / 1000) * 1000) last = page.oldestAt;
    // A second with more messages than a page holds: there is no way but to ask for more at once.
    else size *= 2;
  }
  return null;
}

async function readPage(
  ctx: Ctx,
  instance: InstancePolicy,
  span: Span,
  size: number,
): Promise<{ total: number; records: HistoryRecord[]; isLast: boolean; oldestAt: number } | null | "too_large"> {
  const messageTimestamp = { gte: new Date(span.from).toISOString(), lte: new Date(span.until).toISOString() };
  const answer = await askUpstream(ctx, instance, {
    path: "/chat/findMessages",
    method: "POST",
    // `offset` is the size of a page; that is upstream's naming.
    body: { where: { messageTimestamp }, offset: size, page: 1 },
  });
  if (answer === null || answer === "too_large") return answer;
  const parsed = historyPage.safeParse(answer.said);
  if (!parsed.success) return null;
  const { total, records } = parsed.data.messages;
  const isLast = total <= records.length;
  const times = records.flatMap((record) => timed.safeParse(record).data?.messageTimestamp ?? []);
  // More than it shows, and nothing to go on from.
  if (!isLast && times.length === 0) return null;
  return {
    total,
    isLast,
    oldestAt: Math.min(...times) * 1000,
    // One row that is not understood must not hide the others.
    records: records.flatMap((record) => historyRecord.safeParse(record).data ?? []),
  };
}

const pageSize = 100;
/** Of one check. */
const mostMessages = 2_000;
const mostPages = 100;
const shortestSpanMs = 60_000;
