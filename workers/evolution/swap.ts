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
export class PieceSwap {
  readonly #swap: Swap;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #keep: number;
  #held = "";

  constructor(swap: Swap) {
    this.#swap = swap;
    this.#keep = Math.max(relayTokenCharacters, ...pairsOf(swap).map(([from]) => from.length)) - 1;
  }

  /** Takes the next piece. Answers what is ready. */
  push(piece: Uint8Array): string {
    const text = swapText(this.#held + this.#decoder.decode(piece, { stream: true }), this.#swap);
    let ready = Math.max(0, text.length - this.#keep);
    // Cut between its two halves, a character would be sent as two that are none.
    if (ready > 0 && isFirstHalf(text.charCodeAt(ready - 1))) ready--;
    this.#held = text.slice(ready);
    return text.slice(0, ready);
  }

  /** There are no more. Answers the rest. */
  end(): string {
    return swapText(this.#held + this.#decoder.decode(), this.#swap);
  }
}

export function swapStream(swap: Swap): TransformStream<Uint8Array, Uint8Array> {
  const pieces = new PieceSwap(swap);
  const encoder = new TextEncoder();
  return new TransformStream({
    transform(chunk, controller) {
      const ready = pieces.push(chunk);
      if (ready !== "") controller.enqueue(encoder.encode(ready));
    },
    flush(controller) {
      controller.enqueue(encoder.encode(pieces.end()));
    },
  });
}

/**
 * The swap of an event that carries another token than its instance: the last events of a deleted one arrive
 * when its name may be another's. Null where the token is the instance's own, or may be a word of a message.
 */
export function otherTokenSwap(swap: Swap, token: string | null | undefined): Swap | null {
  return token && token.length >= tokenCharacters && token !== swap.token ? { ...swap, token } : null;
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

const tokenCharacters = 8;
/** The longest that a relay token can be. */
const relayTokenCharacters = 128;
