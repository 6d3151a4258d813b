import type { Ctx } from "../../context";
import { refuse, type Outcome } from "../../domain/outcome";

interface Reach {
  baseUrl: string;
  globalKey: string;
}

/**
 * Address and key between the two steps of a move, sealed: the page carries them, so that nothing is kept
 * of a server from which nothing is taken, and the key stands neither in the page nor in an address.
 */
export async function makeTicket(ctx: Ctx, tenantId: string, reach: Reach): Promise<string> {
  return ctx.secrets.seal.close(JSON.stringify({ ...reach, until: ctx.now() + validForMs }), purpose(tenantId));
}

export async function readTicket(ctx: Ctx, tenantId: string, ticket: string): Promise<Outcome<Reach>> {
  try {
    const opened = await ctx.secrets.seal.open(ticket, purpose(tenantId));
    const { baseUrl, globalKey, until } = JSON.parse(opened) as Reach & { until: number };
    if (until > ctx.now()) return { ok: true, value: { baseUrl, globalKey } };
  } catch {
    // Not one of ours, or another tenant's.
  }
  return refuse("invalid_input", "ticket: has expired; look at the server again", { field: "ticket" });
}

function purpose(tenantId: string): string {
  return `import-ticket:${tenantId}`;
}

const validForMs = 60 * 60_000;
