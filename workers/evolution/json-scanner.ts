/** What a scanner tells of the values that it passes. Offsets are into the chunk that is being read. */
export interface JsonListener {
  /** A value begins with the byte at `at`, inside of `depth` others. */
  begin(at: number, depth: number): void;
  /** It has ended before `at`. `text` is the JSON of a short one that is neither object nor list; otherwise null. */
  end(at: number, depth: number, text: string | null): void;
}

export type JsonFailure = "no_json" | "too_deep";

/**
 * Reads JSON of any length in pieces that are cut anywhere, and keeps nothing of it but its own place in it.
 * It takes what `JSON.parse` takes and refuses what that refuses; only what is nested too deeply is refused besides.
 */
export class JsonScanner {
  failure: JsonFailure | null = null;
  readonly #listener: JsonListener;
  /** Of each open value whether it is an object. */
  readonly #objects: boolean[] = [];
  /** The member's name by which each level was entered; null in lists, and for names too long to be of interest. */
  readonly #names: (string | null)[] = [null];
  #state: State = State.value;
  /** The string under way is a member's name. */
  #isName = false;
  #literal = "";
  /** How much of a literal, or how many digits of an escape, have been read. */
  #count = 0;
  /** The text of the string, number or literal under way. */
  readonly #text = new Uint8Array(longestText);
  #length = 0;

  constructor(listener: JsonListener) {
    this.#listener = listener;
  }

  /** The name of the member under way at a depth, from 1. */
  name(depth: number): string | null {
    return this.#names[depth] ?? null;
  }

  /** Reads on. False once the text has shown that it is not taken. */
  push(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length && this.failure === null; at++) {
      if (this.#state === State.string) {
        at = this.#skipString(chunk, at);
        if (at === chunk.length) break;
      }
      this.#take(chunk[at]!, at);
    }
    return this.failure === null;
  }

  /** The text is over. True where it was one whole value. */
  finish(): boolean {
    if (this.failure === null && this.#objects.length === 0 && endsNumber.has(this.#state)) this.#endScalar(0);
    if (this.failure === null && this.#state !== State.over) this.failure = "no_json";
    return this.failure === null;
  }

  /** Goes over what is ordinary in a string, which is nearly all of a large body. */
  #skipString(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at]!;
      if (byte === quote || byte === backslash || byte < space) break;
      at++;
    }
    this.#keepAll(chunk, from, at);
    return at;
  }

  #take(byte: number, at: number): void {
    switch (this.#state) {
      case State.string:
        return this.#inString(byte, at);
      case State.escape:
        this.#keep(byte);
        if (byte === 0x75) {
          this.#count = 0;
          this.#state = State.unicode;
        } else if (escapes.has(byte)) this.#state = State.string;
        else this.#fail();
        return;
      case State.unicode:
        this.#keep(byte);
        if (!isHex(byte)) this.#fail();
        else if (++this.#count === 4) this.#state = State.string;
        return;
      case State.literal:
        if (byte !== this.#literal.charCodeAt(this.#count++)) return this.#fail();
        this.#keep(byte);
        if (this.#count === this.#literal.length) this.#endScalar(at + 1);
        return;
      case State.minus:
      case State.zero:
      case State.whole:
      case State.point:
      case State.fraction:
      case State.exponent:
      case State.exponentSign:
      case State.exponentDigits:
        return this.#inNumber(byte, at);
      default:
        if (byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09) return;
        return this.#between(byte, at);
    }
  }

  #inString(byte: number, at: number): void {
    if (byte < space) return this.#fail();
    this.#keep(byte);
    if (byte === backslash) {
      this.#state = State.escape;
    } else if (this.#isName) {
      const name = this.#kept();
      this.#names[this.#objects.length] = name === null ? null : (JSON.parse(name) as string);
      this.#state = State.colon;
    } else {
      this.#endScalar(at + 1);
    }
  }

  #inNumber(byte: number, at: number): void {
    const next = afterNumber(this.#state, byte);
    if (next === null && endsNumber.has(this.#state)) {
      this.#endScalar(at);
      // The byte that ended the number belongs to what comes after it.
      if (this.failure === null) this.#take(byte, at);
    } else if (next === null) {
      this.#fail();
    } else {
      this.#keep(byte);
      this.#state = next;
    }
  }

  #between(byte: number, at: number): void {
    switch (this.#state) {
      case State.firstElement:
        if (byte === closingBracket) return this.#close(false, at);
        return this.#beginValue(byte, at);
      case State.value:
        return this.#beginValue(byte, at);
      case State.firstName:
        if (byte === closingBrace) return this.#close(true, at);
        return this.#beginName(byte);
      case State.nextName:
        return this.#beginName(byte);
      case State.colon:
        if (byte !== 0x3a) return this.#fail();
        this.#state = State.value;
        return;
      case State.after:
        if (byte === closingBrace || byte === closingBracket) return this.#close(byte === closingBrace, at);
        if (byte !== 0x2c) return this.#fail();
        this.#state = this.#objects.at(-1) ? State.nextName : State.value;
        return;
      default:
        return this.#fail();
    }
  }

  #beginName(byte: number): void {
    if (byte !== quote) return this.#fail();
    this.#length = 0;
    this.#keep(byte);
    this.#isName = true;
    this.#state = State.string;
  }

  #beginValue(byte: number, at: number): void {
    const depth = this.#objects.length;
    if (byte === openingBrace || byte === openingBracket) {
      if (depth === deepest) return this.#fail("too_deep");
      this.#listener.begin(at, depth);
      this.#objects.push(byte === openingBrace);
      this.#names[depth + 1] = null;
      this.#state = byte === openingBrace ? State.firstName : State.firstElement;
      return;
    }
    this.#length = 0;
    this.#isName = false;
    this.#count = 1;
    if (byte === quote) this.#state = State.string;
    else if (byte === 0x2d) this.#state = State.minus;
    else if (byte === 0x30) this.#state = State.zero;
    else if (byte > 0x30 && byte <= 0x39) this.#state = State.whole;
    else {
      const literal = literals.find((word) => word.charCodeAt(0) === byte);
      if (literal === undefined) return this.#fail();
      this.#literal = literal;
      this.#state = State.literal;
    }
    this.#listener.begin(at, depth);
    this.#keep(byte);
  }

  #close(isObject: boolean, at: number): void {
    if (this.#objects.pop() !== isObject) return this.#fail();
    this.#ended(at + 1, null);
  }

  #endScalar(at: number): void {
    this.#ended(at, this.#kept());
  }

  #ended(at: number, text: string | null): void {
    const depth = this.#objects.length;
    this.#state = depth === 0 ? State.over : State.after;
    this.#listener.end(at, depth, text);
  }

  #keep(byte: number): void {
    if (this.#length < longestText) this.#text[this.#length] = byte;
    this.#length++;
  }

  #keepAll(chunk: Uint8Array, from: number, until: number): void {
    const length = until - from;
    if (this.#length + length <= longestText) this.#text.set(chunk.subarray(from, until), this.#length);
    this.#length += length;
  }

  #kept(): string | null {
    return this.#length <= longestText ? decoder.decode(this.#text.subarray(0, this.#length)) : null;
  }

  #fail(failure: JsonFailure = "no_json"): void {
    this.failure = failure;
  }
}

/** Why a text is not read; null where it is. */
export function judgeJson(bytes: Uint8Array): JsonFailure | null {
  const scanner = new JsonScanner({ begin: () => {}, end: () => {} });
  scanner.push(bytes);
  scanner.finish();
  return scanner.failure;
}

/** Where in the grammar the scanner stands. */
const State = {
  /** A value must come. */
  value: 0,
  firstElement: 1,
  firstName: 2,
  nextName: 3,
  colon: 4,
  /** A value has ended inside of another. */
  after: 5,
  /** The outermost value has ended. */
  over: 6,
  string: 7,
  escape: 8,
  unicode: 9,
  literal: 10,
  minus: 11,
  zero: 12,
  whole: 13,
  point: 14,
  fraction: 15,
  exponent: 16,
  exponentSign: 17,
  exponentDigits: 18,
} as const;
type State = (typeof State)[keyof typeof State];

/** The state after one more byte of a number; null where it is none of the number's. */
function afterNumber(state: State, byte: number): State | null {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isExponent = byte === 0x65 || byte === 0x45;
  switch (state) {
    case State.minus:
      return isDigit ? (byte === 0x30 ? State.zero : State.whole) : null;
    case State.zero:
    case State.whole:
      if (isDigit) return state === State.whole ? State.whole : null;
      return byte === 0x2e ? State.point : isExponent ? State.exponent : null;
    case State.point:
      return isDigit ? State.fraction : null;
    case State.fraction:
      return isDigit ? State.fraction : isExponent ? State.exponent : null;
    case State.exponent:
      return isDigit ? State.exponentDigits : byte === 0x2b || byte === 0x2d ? State.exponentSign : null;
    default:
      return isDigit ? State.exponentDigits : null;
  }
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

const endsNumber: ReadonlySet<State> = new Set([State.zero, State.whole, State.fraction, State.exponentDigits]);
const escapes: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)));
const literals = ["true", "false", "null"];
const decoder = new TextDecoder();
const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;
const openingBracket = 0x5b;
const closingBracket = 0x5d;
const openingBrace = 0x7b;
const closingBrace = 0x7d;
/** Names, ids and states are shorter; what is longer is of no interest here. */
const longestText = 1_024;
/** Deeper than anyone writes: whoever reads it in the usual way would run out of stack. */
const deepest = 200;
