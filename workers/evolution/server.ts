import type { Ctx } from "../context";
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

/** Where new instances go, unless they ask for the sandbox. */
export function defaultServer(ctx: Pick<Ctx, "settings">): string {
  return ctx.settings.evolution ? evolutionServer : sandboxServer;
}

export function upstreamServer(ctx: Ctx, id: string): UpstreamServer {
  if (id === sandboxServer) {
    return {
      id,
      globalKey: () => ctx.sandboxKey(),
      send: (name, path, init) => ctx.phone(name).fetch(new Request(`https://sandbox.invalid${path}`, init)),
    };
  }
  const evolution = ctx.settings.evolution;
  if (id !== evolutionServer || !evolution) {
    throw new AppError("server_unknown", "The server of this instance is not configured any more.");
  }
  return {
    id,
    globalKey: async () => evolution.globalKey,
    send: (_name, path, init) => fetch(`${evolution.baseUrl}${path}`, init),
  };
}
