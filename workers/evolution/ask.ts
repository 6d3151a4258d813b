import type { Ctx } from "../context";
import { judgeAddress } from "../domain/address";
import { refuse, type Refusal } from "../domain/outcome";

/** Checks that a row makes of a body before it goes upstream. The body itself goes on as it was sent. */
export const asks = { publicProxy } satisfies Record<string, (ctx: Ctx, body: unknown) => Refusal | null>;

export type AskName = keyof typeof asks;

/**
 * Upstream connects to a proxy that a tenant writes, from inside the operator's network, at once and to
 * test it. Only public addresses pass. What upstream would refuse by its schema is left to upstream.
 */
function publicProxy(ctx: Ctx, body: unknown): Refusal | null {
  const { enabled, host, port } = (body ?? {}) as Record<string, unknown>;
  if (enabled !== true || typeof host !== "string" || typeof port !== "string") return null;
  const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const verdict = /[/?#@\\\s]/.test(host)
    ? { allowed: false as const, reason: "must be a host name or an address" }
    : judgeAddress(`http://${name}:${port}`, ctx.settings.allowedPrivateHosts, new Set());
  return verdict.allowed
    ? null
    : refuse("invalid_input", `The proxy's host ${verdict.reason}.`, { field: "host" }).refusal;
}
