import { relayTokenPattern } from "../secrets/relay-token";

/**
 * Turns what upstream says into what the tenant may hear: its own names and its own key. Works on
 * text, so that everything else stays as upstream wrote it, byte for byte.
 */
export interface Swap {
  tenantId: string;
  /** Upstream's token of the instance, and the Zapin key that stands in its place. */
  token: string;
  key: string;
  /** Secrets of the operator that must never pass, whatever upstream does. */
  hidden: readonly string[];
  /** Set where the answer is only read, never passed on. */
  keepsRelayTokens?: boolean;
}

export function swapText(text: string, swap: Swap): string {
  let swapped = text;
  for (const [from, to] of pairsOf(swap)) if (swapped.includes(from)) swapped = swapped.replaceAll(from, to);
  // Upstream writes the address of a bot, which is the relay's, into its answers and events.
  if (!swap.keepsRelayTokens && swapped.includes("rly_")) swapped = swapped.replace(relayTokenPattern, "***");
  return swapped;
}

/** The same for bodies too large to hold: keeps back only as much as the longest text to replace. */
export function swapStream(swap: Swap): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const encoder = new TextEncoder();
  const keep = Math.max(relayTokenCharacters, ...pairsOf(swap).map(([from]) => from.length)) - 1;
  let held = "";
  return new TransformStream({
    transform(chunk, controller) {
      held = swapText(held + decoder.decode(chunk, { stream: true }), swap);
      let ready = held.length - keep;
      // Cut between its two halves, a character would be sent as two that are none.
      if (isFirstHalf(held.charCodeAt(ready - 1))) ready--;
      if (ready <= 0) return;
      controller.enqueue(encoder.encode(held.slice(0, ready)));
      held = held.slice(ready);
    },
    flush(controller) {
      controller.enqueue(encoder.encode(swapText(held + decoder.decode(), swap)));
    },
  });
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Every upstream name of the tenant begins with its id, so one prefix covers all of its instances. */
function pairsOf({ tenantId, token, key, hidden }: Swap): [string, string][] {
  const pairs: [string, string][] = [[`${tenantId}--`, ""]];
  if (token) pairs.push([token, key]);
  for (const secret of hidden) if (secret.length >= 8) pairs.push([secret, ""]);
  return pairs;
}

/** The longest that a relay token can be. */
const relayTokenCharacters = 128;
