import { SignJWT } from "jose";
import type { Ctx } from "../../context";
import { eventPathOf } from "../../domain/event";
import { piecesOf } from "../../evolution/body-text";
import { withDestination } from "../../evolution/events";
import type { EndpointTarget } from "../../tenant/hub/hub";
import type { StoredEvent } from "../../tenant/journal/events";
import { isReservedHeader } from "../../domain/endpoint";
import { largeText, openLargeText, type LargeText } from "../events/large-text";
import { signDelivery } from "./sign";

/** A delivery as it will be sent, and the same without what is secret, for people. */
export interface ComposedDelivery {
  url: string;
  headers: Headers;
  body: string | LargeText;
  shown: { url: string; headers: Record<string, string> };
}

/** Writes the request that brings an event to an endpoint; null when the event's body is not kept any more. */
export async function composeDelivery(
  ctx: Ctx,
  endpoint: EndpointTarget,
  event: StoredEvent,
): Promise<ComposedDelivery | null> {
  const form = (text: string) =>
    endpoint.format === "zapin" ? inEnvelope(event, text) : withDestination(text, endpoint.url);
  const body = largeText(event, form) ?? (await heldBody(ctx, event, form));
  const signed = typeof body === "object" && body ? await openLargeText(ctx, body) : body;
  if (body === null || signed === null) return null;
  // Evolution appends to the text as it is: an address that ends in a slash gets two.
  const url = endpoint.byEvents ? `${endpoint.url}/${eventPathOf(event.type)}` : endpoint.url;
  const { headers, own } = await headersOf(ctx, endpoint, event, signed);
  const hidden = Object.fromEntries([...headers].map(([name, value]) => [name, own.has(name) ? "•••" : value]));
  return { url, headers, body, shown: { url, headers: hidden } };
}

async function heldBody(
  ctx: Ctx,
  { body, stored }: StoredEvent,
  form: (text: string) => string,
): Promise<string | null> {
  const text = body ?? (stored ? ((await (await ctx.bodies.get(stored))?.text()) ?? null) : null);
  return text === null ? null : form(text);
}

/** Zapin's envelope: the place in the log beside the event. */
function inEnvelope({ id, sequence, type, instance, at, recovered }: StoredEvent, text: string): string {
  const data = (JSON.parse(text) as { data?: unknown }).data ?? null;
  return JSON.stringify({ id, sequence, type, instance, at, ...(recovered ? { recovered } : {}), data });
}

/** The headers, and the names of those that the tenant set: their values are its secrets. */
async function headersOf(
  ctx: Ctx,
  endpoint: EndpointTarget,
  event: StoredEvent,
  body: string | ReadableStream<Uint8Array>,
): Promise<{ headers: Headers; own: Set<string> }> {
  const headers = new Headers();
  const context = `endpoint:${endpoint.id}`;
  const set = endpoint.headers ? (JSON.parse(await ctx.secrets.seal.open(endpoint.headers, context)) as object) : {};
  for (const [name, value] of Object.entries(set)) {
    if (name === "jwt_key") headers.set("authorization", `Bearer ${await evolutionToken(String(value))}`);
    else if (!isReservedHeader(name)) headers.set(name, String(value));
  }
  const own = new Set(headers.keys());
  headers.set("content-type", "application/json");
  headers.set("user-agent", "Zapin-Webhooks/1");
  headers.set("x-zapin-sequence", String(event.sequence));
  const now = ctx.now();
  const secrets = [await ctx.secrets.seal.open(endpoint.secret, context)];
  if (endpoint.previousSecret && (endpoint.previousSecretUntil ?? 0) > now) {
    secrets.push(await ctx.secrets.seal.open(endpoint.previousSecret, context));
  }
  const signed = typeof body === "string" ? body : piecesOf(body);
  for (const [name, value] of await signDelivery(secrets, event.id, Math.floor(now / 1000), signed)) {
    headers.set(name, value);
  }
  return { headers, own };
}

/** The token that Evolution makes of a webhook's `jwt_key`. */
function evolutionToken(key: string): Promise<string> {
  return new SignJWT({ app: "evolution", action: "webhook" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(key));
}
