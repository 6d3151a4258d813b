import type { Ctx } from "../context";
import { deadlineIn } from "../domain/deadline";
import { noteCall } from "./health";
import { hiddenKeys, upstreamServer } from "./server";
import type { Swap } from "./swap";

/** A call that goes upstream. */
export interface UpstreamCall {
  server: string;
  upstreamName: string;
  /** Path and query on the upstream server. */
  path: string;
  method: string;
  /** The instance's token, or the global key for the few calls that need it. */
  apikey: string;
  contentType?: string | null;
  accept?: string | null;
  body?: BodyInit | null;
  /** Aborted when the body cannot be sent whole, which is no fault of the server. */
  broken?: AbortSignal | null;
}

/** What came of it. Only the server's own words are an answer; everything else is a failure with a cause. */
export type UpstreamAnswer =
  | { answered: true; response: Response; upstreamMs: number }
  | { answered: false; failure: "unreachable" | "timeout"; upstreamMs: number };

/** Sends a call upstream. Never throws for what the network or the server does. */
export async function forward(ctx: Ctx, call: UpstreamCall): Promise<UpstreamAnswer> {
  const startedAt = ctx.now();
  const deadline = deadlineIn(ctx.settings.upstreamTimeoutMs);
  const headers: Record<string, string> = { apikey: call.apikey };
  if (call.contentType) headers["content-type"] = call.contentType;
  if (call.accept) headers["accept"] = call.accept;
  try {
    const response = await upstreamServer(ctx, call.server).send(call.upstreamName, call.path, {
      method: call.method,
      headers,
      // A body with a GET means nothing to upstream, and `fetch` would refuse to send it.
      body: call.method === "GET" ? null : (call.body ?? null),
      // A redirect would carry the key to wherever it points.
      redirect: "manual",
      signal: call.broken ? AbortSignal.any([deadline.signal, call.broken]) : deadline.signal,
    });
    noteCall(ctx, call.server, true);
    return { answered: true, response, upstreamMs: ctx.now() - startedAt };
  } catch (error) {
    if (!call.broken?.aborted) noteCall(ctx, call.server, false);
    const timedOut = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return { answered: false, failure: timedOut ? "timeout" : "unreachable", upstreamMs: ctx.now() - startedAt };
  } finally {
    deadline.clear();
  }
}

/** The swap for one instance's answers and events. */
export async function swapFor(
  ctx: Ctx,
  instance: { server: string; upstreamToken: string; key: string },
  tenantId: string,
): Promise<Swap> {
  const hidden = await hiddenKeys(ctx, instance.server);
  return { tenantId, token: instance.upstreamToken, key: instance.key, hidden };
}
