import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cut } from "#tests/support/pieces";
import { JsonScanner } from "#workers/evolution/json-scanner";

const ignored = { begin: () => {}, end: () => {} };

function isTaken(bytes: Uint8Array, cuts: readonly number[] = []): boolean {
  const scanner = new JsonScanner(ignored);
  for (const piece of cut(bytes, cuts)) scanner.push(piece);
  return scanner.finish();
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const cuts = fc.array(fc.nat(10_000), { maxLength: 12 });
const written = fc
  .tuple(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, "\t", "\r\n"))
  .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space));

test("what JSON.parse takes is taken, wherever it is cut", () => {
  fc.assert(
    fc.property(written, cuts, (text, places) => {
      expect(isTaken(bytesOf(text), places)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a text with a byte changed, left out or put in is taken where JSON.parse takes it, and only there", () => {
  const marks = '{}[]",:\\0123-+.eEtrufalsn \n\u0001';
  const edit = fc.record({
    at: fc.nat(10_000),
    removed: fc.nat(2),
    put: fc.string({ unit: fc.constantFrom(...marks), maxLength: 3 }),
  });
  fc.assert(
    fc.property(written, fc.array(edit, { minLength: 1, maxLength: 3 }), cuts, (text, edits, places) => {
      let changed = text;
      for (const { at, removed, put } of edits) {
        const place = at % (changed.length + 1);
        changed = changed.slice(0, place) + put + changed.slice(place + removed);
      }
      const bytes = bytesOf(changed);
      expect([changed, isTaken(bytes, places)]).toEqual([changed, parses(changed)]);
    }),
    { numRuns: 3_000 },
  );
});

test("numbers are taken as JSON has them", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."01.9eE+-"), minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(digits, fc.constantFrom("@", "[@]", '{"a":@}', " @ "), cuts, (number, form, places) => {
      const text = form.replace("@", number);
      expect([text, isTaken(bytesOf(text), places)]).toEqual([text, parses(text)]);
    }),
    { numRuns: 3_000 },
  );
});

test("a listener hears of each value, where it lies, and of small ones what they say", () => {
  fc.assert(
    fc.property(written, (text) => {
      const bytes = bytesOf(`[${text}]`);
      const begun: number[] = [];
      const heard: unknown[] = [];
      const scanner = new JsonScanner({
        begin: (at) => void begun.push(at),
        end: (at, _depth, said) => {
          const told: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(begun.pop(), at)));
          if (said !== null) expect(JSON.parse(said)).toEqual(told);
          heard.push(told);
        },
      });
      scanner.push(bytes);
      expect(scanner.finish()).toBe(true);
      expect(begun).toEqual([]);
      // The outermost value ends last.
      expect(heard.at(-1)).toEqual([JSON.parse(text)]);
    }),
    { numRuns: 200 },
  );
});

test("two hundred levels are taken, one more is too deep, and a million of them cost nothing", () => {
  const nest = (depth: number) => bytesOf("[".repeat(depth) + "]".repeat(depth));
  expect(isTaken(nest(200))).toBe(true);
  const scanner = new JsonScanner(ignored);
  scanner.push(nest(1_000_000));
  expect(scanner.failure).toBe("too_deep");
});
