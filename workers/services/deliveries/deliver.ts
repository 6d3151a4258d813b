import { SignJWT } from "jose";
import type { Ctx } from "../../context";
import { deadlineIn } from "../../domain/deadline";
import { deliveryTimeoutMs } from "../../domain/delivery";
import { judgeAddress } from "../../domain/address";
import { eventPathOf } from "../../domain/event";
import { withDestination } from "../../evolution/events";
import type { EndpointTarget } from "../../tenant/hub/hub";
import type { Attempt } from "../../tenant/journal/deliveries";
import type { StoredEvent } from "../../tenant/journal/events";
import { ownHosts } from "../webhooks/own-hosts";
import { signDelivery } from "./sign";

/**
 * Makes one attempt to bring an event to its endpoint, in Evolution's own body and, beside it, the
 * headers of Standard Webhooks. The address is judged again each time: what it points at may have changed.
 */
export async function deliver(ctx: Ctx, endpoint: EndpointTarget | null, event: StoredEvent): Promise<Attempt> {
  const at = ctx.now();
  if (!endpoint || !endpoint.enabled) return notTried(at, "The webhook was removed or switched off.");
  const verdict = judgeAddress(endpoint.url, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
  if (!verdict.allowed) return notTried(at, `The address ${verdict.reason}.`);
  const body = await bodyOf(ctx, event, endpoint.url);
  if (body === null) return notTried(at, "The event's body is not kept any more.");

  // Evolution appends to the text as it is: an address that ends in a slash gets two.
  const deadline = deadlineIn(deliveryTimeoutMs);
  const url = endpoint.byEvents ? `${endpoint.url}/${eventPathOf(event.type)}` : endpoint.url;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: await headersOf(ctx, endpoint, event, body),
      body,
      redirect: "manual",
      signal: deadline.signal,
    });
    const text = await firstCharacters(response);
    return {
      at,
      durationMs: ctx.now() - at,
      status: response.status,
      error:
        response.status >= 300 && response.status < 400 ? "The receiver redirects; redirects are not followed." : null,
      response: text,
      retryAfterMs: retryAfterOf(response, ctx.now()),
      // 410 says that nobody is there any more and nobody will be.
      final: response.status === 410,
    };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    const text = timedOut ? "The receiver did not answer within 15 seconds." : "The receiver could not be reached.";
    return { ...notTried(at, text), durationMs: ctx.now() - at, final: false };
  } finally {
    deadline.clear();
  }
}

function notTried(at: number, error: string): Attempt {
  return { at, durationMs: 0, status: null, error, response: null, retryAfterMs: null, final: true };
}

async function bodyOf(ctx: Ctx, event: StoredEvent, url: string): Promise<string | null> {
  const text = event.body ?? (event.stored ? ((await (await ctx.bodies.get(event.stored))?.text()) ?? null) : null);
  return text === null ? null : withDestination(text, url);
}

async function headersOf(ctx: Ctx, endpoint: EndpointTarget, event: StoredEvent, body: string): Promise<Headers> {
  const headers = new Headers();
  const context = `endpoint:${endpoint.id}`;
  const own = endpoint.headers ? (JSON.parse(await ctx.secrets.seal.open(endpoint.headers, context)) as object) : {};
  for (const [name, value] of Object.entries(own)) {
    if (name === "jwt_key") headers.set("authorization", `Bearer ${await evolutionToken(String(value))}`);
    else if (!reservedHeaders.test(name)) headers.set(name, String(value));
  }
  headers.set("content-type", "application/json");
  headers.set("user-agent", "Zapin-Webhooks/1");
  const secret = await ctx.secrets.seal.open(endpoint.secret, context);
  for (const [name, value] of await signDelivery(secret, event.id, Math.floor(ctx.now() / 1000), body)) {
    headers.set(name, value);
  }
  return headers;
}

/** The token that Evolution makes of a webhook's `jwt_key`. */
function evolutionToken(key: string): Promise<string> {
  return new SignJWT({ app: "evolution", action: "webhook" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(key));
}

async function firstCharacters(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < keptCharacters) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
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
const reservedHeaders =
  /^(host|content-length|content-type|connection|transfer-encoding|webhook-.*|cf-.*|x-zapin-.*)$/i;
