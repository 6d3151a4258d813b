import type { Ctx } from "../context";
import { server as serverTable } from "../db/schema";
import { sql } from "drizzle-orm";
import { deadlineIn } from "../domain/deadline";
import { AppError } from "../domain/error";
import { defaultCapacity, type ServerFailure } from "../domain/server";
import { evolutionServer, sandboxServer, upstreamServer } from "./server";

/** What came of a look at a server. */
export interface Probe {
  failure: ServerFailure | null;
  latencyMs: number;
}

/**
 * Does a server answer, with its database behind it, and does it take its key? It is asked for an
 * instance that cannot exist. Not `GET /`, which calls WhatsApp every time; and an instance's token
 * in place of the global key is told apart, since that one is refused for a name that is not its own.
 */
export async function probeServer(send: (path: string, init: RequestInit) => Promise<Response>): Promise<Probe> {
  const startedAt = Date.now();
  const deadline = deadlineIn(probeTimeoutMs);
  const path = `/instance/fetchInstances?instanceName=zapin-check-${crypto.randomUUID()}`;
  const after = (failure: ServerFailure | null): Probe => ({ failure, latencyMs: Date.now() - startedAt });
  try {
    const response = await send(path, { redirect: "manual", signal: deadline.signal });
    const body: unknown = await response.json().catch(() => null);
    if (response.status === 401 || response.status === 403) return after("key");
    return after(response.status === 404 && isEvolutionNotFound(body) ? null : "answer");
  } catch (error) {
    if (error instanceof AppError) throw error;
    const timedOut = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return after(timedOut ? "timeout" : "unreachable");
  } finally {
    deadline.clear();
  }
}

/** Checks a server and writes down what came of it. Whatever fails is counted; one success clears it. */
export async function checkServer(ctx: Ctx, id: string): Promise<Probe> {
  const upstream = upstreamServer(ctx, id);
  const probe = await probeServer(async (path, init) =>
    upstream.send("", path, { ...init, headers: { apikey: await upstream.globalKey() } }),
  );
  const now = ctx.now();
  const seen = { checkedAt: now, latencyMs: probe.failure ? null : probe.latencyMs, failure: probe.failure };
  const failures = probe.failure ? sql`${serverTable.failures} + 1` : sql`0`;
  if (id !== evolutionServer) {
    await ctx.db
      .update(serverTable)
      .set({ ...seen, failures })
      .where(sql`${serverTable.id} = ${id}`);
    return probe;
  }
  // The environment's server gets its row with its first check.
  const row = { id, name: "Evolution", capacity: defaultCapacity, createdAt: now, updatedAt: now };
  await ctx.db
    .insert(serverTable)
    .values({ ...row, ...seen, failures: probe.failure ? 1 : 0 })
    .onConflictDoUpdate({ target: serverTable.id, set: { ...seen, failures } });
  return probe;
}

/**
 * Takes note of how a call went. Calls that fail in a row raise the suspicion that the server is down;
 * a check then says whether it is, so that a single bad route or client cannot take a server out.
 */
export function noteCall(ctx: Ctx, id: string, answered: boolean): void {
  if (id === sandboxServer) return;
  if (answered) {
    suspicions.delete(id);
    return;
  }
  const suspicion = suspicions.get(id) ?? { calls: 0, checkAfter: 0 };
  suspicion.calls++;
  suspicions.set(id, suspicion);
  const now = ctx.now();
  if (suspicion.calls < suspiciousCalls || now < suspicion.checkAfter) return;
  suspicion.checkAfter = now + betweenChecksMs;
  ctx.waitUntil(checkServer(ctx, id).catch(() => {}));
}

function isEvolutionNotFound(body: unknown): boolean {
  const { status, response } = (body ?? {}) as { status?: unknown; response?: { message?: unknown } };
  return status === 404 && response?.message !== undefined;
}

const suspicions = new Map<string, { calls: number; checkAfter: number }>();
const suspiciousCalls = 3;
const betweenChecksMs = 10_000;
const probeTimeoutMs = 10_000;
