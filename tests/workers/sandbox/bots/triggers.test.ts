import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Row } from "#workers/sandbox/bots/columns";
import { fitsAdvanced, isIgnored, triggered } from "#workers/sandbox/bots/triggers";

type Trigger = Partial<Record<"triggerType" | "triggerOperator" | "triggerValue", string>> & { enabled?: boolean };

function bots(...triggers: Trigger[]): Row[] {
  return triggers.map((trigger, at) => ({ id: `bot-${at}`, createdAt: 0, updatedAt: 0, enabled: true, ...trigger }));
}

function keyword(triggerOperator: string, triggerValue: string): Trigger {
  return { triggerType: "keyword", triggerOperator, triggerValue };
}

const who = (rows: Row[], content: string): string | undefined => triggered(rows, content)?.id;

describe("a keyword", () => {
  // Few letters, so that texts and values often have something in common.
  const words = fc.string({ unit: fc.constantFrom("a", "b", "A", " "), maxLength: 5 });

  /** The operators said with positions instead of the language's own words for them. */
  const model: Record<string, (content: string, value: string) => boolean> = {
    equals: (content, value) => content.length === value.length && content.indexOf(value) === 0,
    contains: (content, value) => content.split(value).length > 1 || value === "",
    startsWith: (content, value) => content.slice(0, value.length) === value,
    endsWith: (content, value) => value === "" || content.slice(-value.length) === value,
    regex: (content, value) => [...content.matchAll(new RegExp(value, "g"))].length > 0,
  };

  test.each(Object.entries(model))("%s fits exactly where it should", (operator, fits) => {
    fc.assert(
      fc.property(words, words, (content, value) => {
        expect(who(bots(keyword(operator, value)), content) !== undefined).toBe(fits(content, value));
      }),
      { numRuns: 500 },
    );
  });

  test("of several that fit, the operator decides: equals, regex, startsWith, endsWith, contains", () => {
    const all = ["contains", "endsWith", "startsWith", "regex", "equals"].map((operator) => keyword(operator, "price"));
    for (let left = all.length; left > 0; left--)
      expect(who(bots(...all.slice(0, left)), "price")).toBe(`bot-${left - 1}`);
  });

  test("an expression that is none throws, so that nobody answers", () => {
    expect(() => triggered(bots(keyword("regex", "(")), "hi")).toThrow(SyntaxError);
  });
});

test("all and none come before advanced, and advanced before keywords", () => {
  const rows: Trigger[] = [
    keyword("equals", "hi"),
    { triggerType: "advanced", triggerValue: "contains:hi" },
    { triggerType: "all" },
    { triggerType: "none" },
  ];
  expect(who(bots(...rows), "hi")).toBe("bot-2");
  expect(who(bots(rows[0]!, rows[1]!, rows[3]!), "hi")).toBe("bot-2");
  expect(who(bots(rows[0]!, rows[1]!), "hi")).toBe("bot-1");
  expect(who(bots({ triggerType: "all", enabled: false }, rows[0]!), "hi")).toBe("bot-1");
  expect(who(bots({ triggerType: "all", enabled: false }), "hi")).toBeUndefined();
});

test.each([
  ["contains:price", "What is the PRICE?", true],
  ["contains:preço", "qual o preco", true],
  ["contains:price,tea", "price of tea", true],
  ["contains:price,tea", "price of milk", false],
  ["contains:price contains:cost", "the cost", true],
  ["contains:price notcontains:refund", "price and refund", false],
  ["startswith:hello endswith:you", "Hello to you", true],
  ["exact:hi", "hi", true],
  ["exact:hi", "hi there", false],
  ["exact:a:b", "a:b", true],
  ["nonsense:hi", "hi", false],
  ["hi", "hi", false],
])("advanced %j says of %j: %s", (query, content, fits) => {
  expect(fitsAdvanced(content, query)).toBe(fits);
});

test("contacts are ignored one by one, or all persons, or all groups", () => {
  const person = "5511988887777@s.whatsapp.net";
  const group = "120363040000000001@g.us";
  expect(isIgnored([person], person)).toBe(true);
  expect(isIgnored([person], "5511900001111@s.whatsapp.net")).toBe(false);
  expect(isIgnored(["@g.us"], group)).toBe(true);
  expect(isIgnored(["@g.us"], person)).toBe(false);
  expect(isIgnored(["@s.whatsapp.net"], person)).toBe(true);
  expect(isIgnored(null, person)).toBe(false);
});
