import fc from "fast-check";
import { expect, test } from "vitest";
import { readBalances, writeBalances } from "#workers/domain/balances";
import { limitKinds } from "#workers/domain/limit";

const figure = fc.maxSafeNat();
const balance = fc.record({ kind: fc.constantFrom(...limitKinds), limit: figure, remaining: figure, resetsAt: figure });

test("balances arrive as the hub has written them", () => {
  fc.assert(
    fc.property(fc.array(balance), (balances) => {
      expect(readBalances(writeBalances(balances))).toEqual(balances);
    }),
  );
});
