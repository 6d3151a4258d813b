import type { Ctx } from "../../context";
import { deadlineIn } from "../../domain/deadline";
import { textUpTo } from "../../evolution/body-text";
import { forward } from "../../evolution/forward";
import type { InstancePolicy } from "../../tenant/hub/policy";

/** What upstream said: a value, nothing of use, or more than may be held. */
export type Said = { said: unknown } | null | "too_large";

/**
 * Asks upstream about an instance by the instance's own token. The time for the whole answer is limited, and so
 * is its size: nobody waits for a check, and one that hung would never be followed by another.
 */
export async function askUpstream(
  ctx: Ctx,
  instance: InstancePolicy,
  question: { path: string; method: "GET" } | { path: string; method: "POST"; body: unknown },
): Promise<Said> {
  const { server, upstreamName, upstreamToken } = instance;
  const call = new AbortController();
  const answer = await forward(ctx, {
    server,
    upstreamName,
    path: `${question.path}/${encodeURIComponent(upstreamName)}`,
    method: question.method,
    apikey: upstreamToken,
    contentType: "body" in question ? "application/json" : null,
    body: "body" in question ? JSON.stringify(question.body) : null,
    broken: call.signal,
  });
  if (!answer.answered || !answer.response.body) return null;
  const { body } = answer.response;
  if (!answer.response.ok) {
    await body.cancel().catch(() => {});
    return null;
  }
  // The time that `forward` gives ends with the head of an answer.
  const deadline = deadlineIn(ctx.settings.upstreamTimeoutMs);
  const late = new Promise<never>((_, reject) => {
    deadline.signal.addEventListener("abort", () => reject(deadline.signal.reason as Error));
  });
  try {
    const text = await Promise.race([textUpTo(body, mostBytes), late]);
    return text === null ? "too_large" : { said: JSON.parse(text) as unknown };
  } catch {
    call.abort();
    return null;
  } finally {
    deadline.clear();
  }
}

/** An isolate has 128 MB, and JSON takes several times its length. */
const mostBytes = 8 * 1024 * 1024;
