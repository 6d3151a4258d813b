import type { Ctx } from "../../context";
import { judgeAddress } from "../../domain/address";
import { deadlineIn } from "../../domain/deadline";
import { deliveryTimeoutMs } from "../../domain/delivery";
import type { EndpointTarget } from "../../tenant/hub/hub";
import type { Attempt } from "../../tenant/journal/attempts";
import type { StoredEvent } from "../../tenant/journal/events";
import { openLargeText } from "../events/large-text";
import { ownHosts } from "../webhooks/own-hosts";
import { composeDelivery } from "./compose";

/**
 * Makes one attempt to bring an event to its endpoint, with the headers of Standard Webhooks. The address
 * is judged again each time: the rules, or what is Zapin's own, may have changed since it was set.
 */
export async function deliver(ctx: Ctx, endpoint: EndpointTarget, event: StoredEvent | null): Promise<Attempt> {
  const at = ctx.now();
  const verdict = judgeAddress(endpoint.url, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
  if (!verdict.allowed) return notMade(at, `The address ${verdict.reason}.`);
  const composed = event && (await composeDelivery(ctx, endpoint, event));
  if (!composed) return notMade(at, "The event is not kept any more.");

  const { url, headers, shown } = composed;
  const body = typeof composed.body === "string" ? composed.body : await openLargeText(ctx, composed.body);
  if (body === null) return notMade(at, "The event is not kept any more.");
  const deadline = deadlineIn(deliveryTimeoutMs);
  try {
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal: deadline.signal });
    const text = await firstCharacters(response);
    const redirects = response.status >= 300 && response.status < 400;
    return {
      at,
      durationMs: ctx.now() - at,
      request: shown,
      status: response.status,
      error: redirects ? "The receiver redirects; redirects are not followed." : null,
      response: text,
      retryAfterMs: retryAfterOf(response, ctx.now()),
      // 410 says that nobody is there any more and nobody will be.
      final: response.status === 410,
    };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    const text = timedOut ? "The receiver did not answer within 15 seconds." : "The receiver could not be reached.";
    return { ...notMade(at, text), durationMs: ctx.now() - at, request: shown, final: false };
  } finally {
    deadline.clear();
  }
}

function notMade(at: number, error: string): Attempt {
  return {
    at,
    durationMs: 0,
    request: null,
    status: null,
    error,
    response: null,
    retryAfterMs: null,
    final: true,
  };
}

/** The beginning of an answer's body, as much of it as comes. */
async function firstCharacters(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < keptCharacters) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // The status has come: a body that breaks off, or never ends, does not change what it said.
  }
  return text.slice(0, keptCharacters);
}

function retryAfterOf(response: Response, now: number): number | null {
  const text = response.headers.get("retry-after");
  if (!text) return null;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

const keptCharacters = 4_096;
