import fc from "fast-check";
import { expect, test } from "vitest";
import { placeInstance, type PlacementCandidate } from "#workers/domain/placement";

const candidate = fc.record({
  id: fc.stringMatching(/^[a-z]{4}$/),
  capacity: fc.integer({ min: 0, max: 50 }),
  load: fc.integer({ min: 0, max: 60 }),
  weight: fc.integer({ min: 1, max: 10 }),
  draining: fc.boolean(),
  failing: fc.boolean(),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 8 });
const takes = (one: PlacementCandidate) => !one.draining && !one.failing && one.load < one.capacity;

test("only a server that works, takes new ones and has room is chosen, and one is whenever there is one", () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const chosen = placeInstance(list);
      const able = list.filter(takes);
      expect(chosen === null).toBe(able.length === 0);
      if (chosen !== null) expect(able.map(({ id }) => id)).toContain(chosen);
    }),
  );
});

test("no able server has more weighted room than the chosen one, in whatever order they are listed", () => {
  fc.assert(
    fc.property(
      candidates.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const chosen = placeInstance(list);
        expect(placeInstance(shuffled)).toBe(chosen);
        const room = (one: PlacementCandidate) => (one.capacity - one.load) * one.weight;
        const best = list.find(({ id }) => id === chosen);
        if (best) for (const other of list.filter(takes)) expect(room(other)).toBeLessThanOrEqual(room(best));
      },
    ),
  );
});

test("one after the other fills every able server to its capacity and no further", () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const servers = list.map((one) => ({ ...one }));
      const total = servers.filter(takes).reduce((sum, one) => sum + one.capacity - one.load, 0);
      let placed = 0;
      for (let chosen = placeInstance(servers); chosen !== null; chosen = placeInstance(servers)) {
        servers.find(({ id }) => id === chosen)!.load++;
        placed++;
      }
      expect(placed).toBe(total);
    }),
  );
});
