import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { apiKey, instance } from "../../db/schema";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import type { LoggedRequest } from "../../domain/request";

const seedInput = z.object({
  requests: z.number().int().min(1).max(200_000).default(100_000),
  days: z.number().int().min(1).max(90).default(30),
});

/** A month of a busy tenant in the request log, so that a development server has figures to look at. */
export async function seedUsage(ctx: Ctx, tenantId: string, input: unknown): Promise<Outcome<{ requests: number }>> {
  const parsed = seedInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { requests, days } = parsed.data;
  const [keys, instances] = await Promise.all([
    ctx.db.select({ id: apiKey.id }).from(apiKey).where(eq(apiKey.tenantId, tenantId)),
    ctx.db.select({ name: instance.name }).from(instance).where(eq(instance.tenantId, tenantId)),
  ]);
  const names = [...instances.map(({ name }) => name), "shop", "support", "billing"].slice(0, 4);
  const next = chance(requests);
  const end = ctx.now();
  const stepMs = (days * 86_400_000) / requests;
  const journal = ctx.journal(tenantId);
  for (let made = 0; made < requests; made += batchSize) {
    const batch: LoggedRequest[] = [];
    for (let index = made; index < Math.min(requests, made + batchSize); index++) {
      const at = Math.floor(end - (requests - index) * stepMs);
      batch.push(requestAt(at, index, { keyIds: keys.map(({ id }) => id), names, next }));
    }
    await journal.logRequests(batch);
  }
  return done({ requests });
}

interface Sources {
  keyIds: string[];
  names: string[];
  next: () => number;
}

function requestAt(at: number, index: number, { keyIds, names, next }: Sources): LoggedRequest {
  const pick = <Value>(from: readonly Value[]) => from[Math.floor(next() ** 1.6 * from.length)]!;
  const [operation, sends] = pick(operationsSeeded);
  const luck = next();
  const [status, outcome, code] =
    luck < 0.93
      ? ([sends ? 201 : 200, "ok", null] as const)
      : luck < 0.96
        ? ([400, "upstream_error", null] as const)
        : luck < 0.99
          ? ([429, "refused", "rate_limited"] as const)
          : ([502, "upstream_unreachable", "upstream_failed"] as const);
  const upstreamMs = outcome === "refused" ? null : Math.round(20 + next() ** 6 * 900);
  return {
    id: `req_${at.toString(16).padStart(12, "0")}${index.toString(16).padStart(20, "0")}`,
    at,
    keyId: outcome === "refused" || keyIds.length === 0 ? null : pick(keyIds),
    userId: null,
    instance: pick(names),
    operation,
    status,
    outcome,
    code,
    sends,
    messages: sends && outcome === "ok" ? 1 : 0,
    totalMs: (upstreamMs ?? 0) + Math.round(1 + next() ** 4 * 20),
    admitMs: 1,
    upstreamMs,
  };
}

const operationsSeeded = [
  ["message.sendText", true],
  ["chat.findMessages", false],
  ["message.sendMedia", true],
  ["instance.connectionState", false],
  ["chat.whatsappNumbers", false],
] as const;

/** The same month at every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Few enough for a batch to span minutes, as the busiest of real ones never do: a harder case for the log. */
const batchSize = 50;
