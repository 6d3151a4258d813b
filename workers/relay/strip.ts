import { isObject, type Json, type JsonObject } from "./json";
import { relayTokenPattern } from "../secrets/relay-token";

/** What of upstream must not reach a far end, and what stands for it there. */
export interface UpstreamTraces {
  /** The server's global key and the instance's token. */
  secrets: readonly string[];
  /** The tenant's name of the instance, and where its own API is. */
  instance: string;
  apiUrl: string;
}

/**
 * The body of a call without upstream's keys. Evolution puts them, its own address and its own name of the
 * instance into places that were recorded for each kind; there, whatever stands in them goes. Everywhere
 * else a key that we know is struck out, however it got there.
 */
export function withoutUpstream(body: JsonObject, traces: UpstreamTraces): JsonObject {
  const copy = { ...body };
  for (const path of variablePlaces) replaceVariables(copy, path, traces);
  return isTainted(JSON.stringify(copy), traces.secrets) ? (struck(copy, traces.secrets) as JsonObject) : copy;
}

/** Does a text hold one of the keys, or a token of the relay? */
export function isTainted(text: string, secrets: readonly string[]): boolean {
  return text.search(relayTokenPattern) !== -1 || spelled(secrets).some((secret) => text.includes(secret));
}

/** The same bytes with every key covered, at the same length: what announces a length stays true. */
export function coverSecrets(secrets: readonly string[]): TransformStream<Uint8Array, Uint8Array> {
  const wanted = spelled(secrets).map((secret) => new TextEncoder().encode(secret));
  const longest = Math.max(1, ...wanted.map((bytes) => bytes.byteLength));
  let held = new Uint8Array();
  return new TransformStream({
    transform(chunk, controller) {
      const bytes = new Uint8Array(held.byteLength + chunk.byteLength);
      bytes.set(held);
      bytes.set(chunk, held.byteLength);
      for (const secret of wanted) cover(bytes, secret);
      // A key may lie across two chunks: as much as it could begin in is kept for the next.
      const ready = Math.max(0, bytes.byteLength - longest + 1);
      held = bytes.slice(ready);
      if (ready > 0) controller.enqueue(bytes.subarray(0, ready));
    },
    flush(controller) {
      if (held.byteLength > 0) controller.enqueue(held);
    },
  });
}

/** Where Evolution writes its variables, by kind: n8n, Evolution bot and Dify, Typebot in both forms, Flowise, EvoAI. */
const variablePlaces: readonly (readonly string[])[] = [
  [],
  ["inputs"],
  ["prefilledVariables"],
  ["startParams", "prefilledVariables"],
  ["overrideConfig", "vars"],
  ["params", "metadata"],
];

/** Replaces the variables in the object at a path, copying every object on the way. */
function replaceVariables(body: JsonObject, path: readonly string[], { instance, apiUrl }: UpstreamTraces): void {
  let object = body;
  for (const name of path) {
    const next = object[name];
    if (!isObject(next)) return;
    object = object[name] = { ...next };
  }
  // A flow that calls back uses these; the tenant's own API understands the same calls, with a key of its own.
  delete object.apiKey;
  if (typeof object.instanceName === "string") object.instanceName = instance;
  if (typeof object.serverUrl === "string") object.serverUrl = apiUrl;
}

function struck(value: Json, secrets: readonly string[]): Json {
  if (typeof value === "string") return spelled(secrets).reduce(strike, value.replace(relayTokenPattern, "***"));
  if (Array.isArray(value)) return value.map((item) => struck(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [struck(name, secrets) as string, struck(item, secrets)]),
  );
}

function strike(text: string, secret: string): string {
  return text.replaceAll(secret, "***");
}

/** A key as it is and as JSON would write it. A very short one stands in ordinary words and cannot be sought. */
function spelled(secrets: readonly string[]): string[] {
  const long = secrets.filter((secret) => secret.length >= 8);
  return [...new Set(long.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))];
}

function cover(bytes: Uint8Array, secret: Uint8Array): void {
  for (let from = bytes.indexOf(secret[0]!); from !== -1; from = bytes.indexOf(secret[0]!, from + 1)) {
    if (secret.every((byte, index) => bytes[from + index] === byte)) bytes.fill(42, from, from + secret.byteLength);
  }
}
