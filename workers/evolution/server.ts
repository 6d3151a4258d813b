import { eq } from "drizzle-orm";
import type { Ctx } from "../context";
import { server as serverTable } from "../db/schema";
import { judgeAddress } from "../domain/address";
import { AppError } from "../domain/error";

/** An upstream server: how to reach it, and the key that may do everything there. */
export interface UpstreamServer {
  id: string;
  globalKey(): Promise<string>;
  /** Sends a request whose URL is a path on that server. */
  send(upstreamName: string, path: string, init: RequestInit): Promise<Response>;
}

/** The server that runs the simulated phones is always there. */
export const sandboxServer = "sandbox";
/** The server of `EVOLUTION_API_BASE_URL`. */
export const evolutionServer = "evolution";

/**
 * A server by its id. Nothing is looked up before it is used: the sandbox and the environment's server
 * are known, and one of D1 is remembered by the isolate for some seconds.
 */
export function upstreamServer(ctx: Ctx, id: string): UpstreamServer {
  if (id === sandboxServer) {
    return {
      id,
      globalKey: () => ctx.sandboxKey(),
      send: (name, path, init) => ctx.phone(name).fetch(new Request(`https://sandbox.invalid${path}`, init)),
    };
  }
  const found = () => reachOf(ctx, id);
  return {
    id,
    globalKey: async () => (await found()).globalKey,
    send: async (_name, path, init) => fetch(`${(await found()).baseUrl}${path}`, init),
  };
}

/** A server of D1 was changed: this isolate sees it at once, the others within seconds. */
export function forgetServer(id: string): void {
  remembered.delete(id);
}

/** What must never pass in a server's answers. Nothing, for a server that is gone. */
export async function hiddenKeys(ctx: Ctx, id: string): Promise<string[]> {
  try {
    return [await upstreamServer(ctx, id).globalKey()];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

interface Reach {
  baseUrl: string;
  globalKey: string;
}

async function reachOf(ctx: Ctx, id: string): Promise<Reach> {
  if (id === evolutionServer) {
    if (ctx.settings.evolution) return ctx.settings.evolution;
    throw unknownServer();
  }
  const now = ctx.now();
  const known = remembered.get(id);
  if (known && known.until > now) return known.reach;
  const reach = readReach(ctx, id);
  remembered.set(id, { reach, until: now + rememberedForMs });
  // What failed is not remembered: the next call asks again.
  reach.catch(() => remembered.delete(id));
  return reach;
}

async function readReach(ctx: Ctx, id: string): Promise<Reach> {
  const [row] = await ctx.db.select().from(serverTable).where(eq(serverTable.id, id));
  if (!row?.baseUrl || !row.globalKey) throw unknownServer();
  // A tenant chose this address: what it may point at is judged whenever it is read, not only once.
  if (row.tenantId !== null && !judgeAddress(row.baseUrl, ctx.settings.allowedPrivateHosts, new Set()).allowed) {
    throw unknownServer();
  }
  return { baseUrl: row.baseUrl, globalKey: await ctx.secrets.seal.open(row.globalKey, sealedFor(id)) };
}

/** What a server's key is sealed with. */
export function sealedFor(id: string): string {
  return `server:${id}`;
}

function unknownServer(): AppError {
  return new AppError("server_unknown", "The server of this instance is not configured any more.");
}

const remembered = new Map<string, { reach: Promise<Reach>; until: number }>();
const rememberedForMs = 5_000;
