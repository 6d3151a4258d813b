import { parseEvent, type UpstreamEvent } from "./events";
import { JsonScanner, type JsonFailure, type JsonListener } from "./json-scanner";

/**
 * Takes an event apart while it flows by: `data`, which may be of any size, goes out in pieces as it came, and
 * the envelope around it is kept. Upstream's key in a bot session's parameters is left out of `data`.
 */
export class EventSplitter implements JsonListener {
  readonly #scanner = new JsonScanner(this);
  readonly #envelope: Uint8Array[] = [];
  #envelopeBytes = 0;
  /** Small values near the top of `data`: all that is asked of a large one. */
  readonly #outline: Outline = { members: new Map(), count: 0 };
  #where: "envelope" | "data" | "secret" = "envelope";
  #dataSeen = false;
  #head: UpstreamEvent | null = null;
  #isNoEvent = false;
  #chunk: Uint8Array = new Uint8Array();
  #from = 0;
  #pieces: Uint8Array[] = [];

  /** What stands before `data`, once that has begun: whose event it is and of which type. */
  get head(): UpstreamEvent | null {
    return this.#head;
  }

  get failure(): JsonFailure | "no_event" | null {
    return this.#scanner.failure ?? (this.#isNoEvent ? "no_event" : null);
  }

  /** Reads on. Answers the pieces of `data` that came; they are views of the chunk. */
  push(chunk: Uint8Array): Uint8Array[] {
    this.#chunk = chunk;
    this.#from = 0;
    this.#pieces = [];
    if (this.failure === null && this.#scanner.push(chunk)) this.#flush(chunk.length);
    return this.#pieces;
  }

  /** The event is over: its envelope with null for `data`, and what can be said of it. Null where it was none. */
  finish(): { envelope: string; event: UpstreamEvent } | null {
    if (!this.#scanner.finish() || this.failure !== null) return null;
    const envelope = this.#envelopeText();
    const event = parseEvent(envelope);
    // A name twice is the last one's for most readers: what was judged must be what they will read.
    if (!event || event.type !== this.#head?.type || event.instance !== this.#head.instance) {
      this.#isNoEvent = true;
      return null;
    }
    return { envelope, event: { ...event, data: plain(this.#outline) } };
  }

  begin(at: number, depth: number): void {
    if (depth === 1 && this.#scanner.name(1) === "data") {
      this.#turn(at, "data");
      this.#head = parseEvent(`${this.#envelopeText()}null}`);
      // With two of them nobody could say which is meant.
      if (this.#dataSeen || !this.#head) this.#isNoEvent = true;
      this.#dataSeen = true;
    } else if (depth === 4 && this.#where === "data" && isSecretPath(this.#scanner)) {
      this.#turn(at, "secret");
    }
  }

  end(at: number, depth: number, text: string | null): void {
    if (this.#where === "envelope") return;
    if (this.#where === "secret") {
      if (depth !== 4) return;
      this.#turn(at, "data");
      this.#pieces.push(emptyText);
    } else if (depth === 1) {
      this.#turn(at, "envelope");
      this.#keep(nullText);
    } else if (text !== null && depth <= outlineDepth) {
      this.#note(depth, text);
    }
  }

  #turn(at: number, where: "envelope" | "data" | "secret"): void {
    this.#flush(at);
    this.#where = where;
  }

  #flush(at: number): void {
    if (at > this.#from) {
      const piece = this.#chunk.subarray(this.#from, at);
      if (this.#where === "data") this.#pieces.push(piece);
      else if (this.#where === "envelope") this.#keep(piece.slice());
    }
    this.#from = at;
  }

  #keep(piece: Uint8Array): void {
    this.#envelopeBytes += piece.length;
    if (this.#envelopeBytes > longestEnvelope) this.#isNoEvent = true;
    else this.#envelope.push(piece);
  }

  #envelopeText(): string {
    const decoder = new TextDecoder();
    return this.#envelope.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
  }

  #note(depth: number, text: string): void {
    if (this.#outline.count >= mostNoted) return;
    let place = this.#outline;
    for (let level = 2; level < depth; level++) {
      const name = this.#scanner.name(level);
      if (name === null) return;
      let inner = place.members.get(name);
      if (!isOutline(inner)) place.members.set(name, (inner = { members: new Map(), count: 0 }));
      place = inner;
    }
    const name = this.#scanner.name(depth);
    if (name === null) return;
    place.members.set(name, JSON.parse(text) as string | number | boolean | null);
    this.#outline.count++;
  }
}

interface Outline {
  members: Map<string, Outline | string | number | boolean | null>;
  /** How many values were noted, in the outermost one. */
  count: number;
}

function isOutline(value: unknown): value is Outline {
  return typeof value === "object" && value !== null;
}

function plain({ members }: Outline): Record<string, unknown> {
  return Object.fromEntries([...members].map(([name, value]) => [name, isOutline(value) ? plain(value) : value]));
}

function isSecretPath(scanner: JsonScanner): boolean {
  return scanner.name(2) === "session" && scanner.name(3) === "parameters" && scanner.name(4) === "apiKey";
}

const emptyText = new TextEncoder().encode('""');
const nullText = new TextEncoder().encode("null");
/** `data.key.id` lies as deep as anything that is asked for. */
const outlineDepth = 3;
const mostNoted = 500;
/** Everything but `data`: names, addresses, times. */
const longestEnvelope = 64 * 1024;
