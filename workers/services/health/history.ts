import * as z from "zod";
import type { Ctx } from "../../context";
import { forward } from "../../evolution/forward";
import type { InstancePolicy } from "../../tenant/hub/policy";

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
const historyPage = z.object({
  messages: z.object({ total: z.number(), pages: z.number(), records: z.array(z.unknown()) }),
});

/**
 * Reads upstream's own history of a span. Answers how far it came, since a span with too many messages
 * is read in pieces; null where upstream would not tell.
 */
export async function readHistory(
  ctx: Ctx,
  instance: InstancePolicy,
  span: { from: number; until: number },
): Promise<{ records: HistoryRecord[]; until: number } | null> {
  let { until } = span;
  let first = await readPage(ctx, instance, { ...span, until }, 1);
  // A page may only be trusted as long as the span stays the same, so a full one is made shorter.
  while (first && first.pages > mostPages && until - span.from > shortestSpanMs) {
    until = span.from + Math.floor((until - span.from) / 2);
    first = await readPage(ctx, instance, { ...span, until }, 1);
  }
  if (!first) return null;
  const records = [...first.records];
  for (let page = 2; page <= Math.min(first.pages, mostPages); page++) {
    const next = await readPage(ctx, instance, { ...span, until }, page);
    if (!next) return null;
    records.push(...next.records);
  }
  return { records, until };
}

async function readPage(
  ctx: Ctx,
  instance: InstancePolicy,
  span: { from: number; until: number },
  page: number,
): Promise<{ pages: number; records: HistoryRecord[] } | null> {
  const messageTimestamp = { gte: new Date(span.from).toISOString(), lte: new Date(span.until).toISOString() };
  const answer = await forward(ctx, {
    server: instance.server,
    upstreamName: instance.upstreamName,
    path: `/chat/findMessages/${encodeURIComponent(instance.upstreamName)}`,
    method: "POST",
    apikey: instance.upstreamToken,
    contentType: "application/json",
    // `offset` is the size of a page; that is upstream's naming.
    body: JSON.stringify({ where: { messageTimestamp }, offset: pageSize, page }),
  });
  if (!answer.answered) return null;
  const parsed = historyPage.safeParse(await answer.response.json().catch(() => null));
  if (!answer.response.ok || !parsed.success) return null;
  const { pages, records } = parsed.data.messages;
  return {
    pages,
    // One row that is not understood must not hide the others.
    records: records.flatMap((record) => {
      const read = historyRecord.safeParse(record);
      return read.success ? [read.data] : [];
    }),
  };
}

const pageSize = 100;
const mostPages = 20;
const shortestSpanMs = 60_000;
