import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines, nearChanges } from "#app/components/bots/line-diff";

test("a line that was put between others is the only change", () => {
  expect(diffLines("one\nthree", "one\ntwo\nthree")).toEqual([
    { kind: "same", text: "one" },
    { kind: "added", text: "two" },
    { kind: "same", text: "three" },
  ]);
});

test("an empty text has no line that could have been removed", () => {
  expect(diffLines("", "hello")).toEqual([{ kind: "added", text: "hello" }]);
  expect(diffLines("hello", "")).toEqual([{ kind: "removed", text: "hello" }]);
  expect(diffLines("", "")).toEqual([]);
});

const lines = fc.array(fc.constantFrom("a", "b", "c", "d", " "), { maxLength: 12 });

test("what is the same or removed is the one text, what is the same or added the other", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before.join("\n"), after.join("\n"));
      const without = (kind: string) => diff.filter((line) => line.kind !== kind).map(({ text }) => text);
      expect(without("added")).toEqual(before.join("\n") === "" ? [] : before);
      expect(without("removed")).toEqual(after.join("\n") === "" ? [] : after);
    }),
  );
});

test("no line is both removed and added where it could have been kept", () => {
  fc.assert(
    fc.property(lines, lines, lines, (head, before, tail) => {
      const [old, fresh] = [
        [...head, ...before, ...tail],
        [...head, ...tail],
      ];
      if (fresh.join("\n") === "" || old.join("\n") === "") return;
      const kept = diffLines(old.join("\n"), fresh.join("\n")).filter(({ kind }) => kind === "same");
      expect(kept).toHaveLength(fresh.length);
    }),
  );
});

test("two long texts that share nothing are told in a moment", () => {
  const text = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word} ${at}`).join("\n");
  const startedAt = performance.now();
  expect(diffLines(text("old"), text("new"))).toHaveLength(40_000);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test("lines far from any change are left out, once for each stretch", () => {
  const before = Array.from({ length: 30 }, (_, at) => `line ${at}`);
  const after = before.with(15, "another");
  const shown = nearChanges(diffLines(before.join("\n"), after.join("\n")), 2);
  expect(shown.map((line) => line?.text ?? null)).toEqual([
    null,
    "line 13",
    "line 14",
    "line 15",
    "another",
    "line 16",
    "line 17",
    null,
  ]);
});
