import { expect, it } from "vitest";
import { eventGroups } from "#app/components/instances/event-groups";
import { eventNames } from "#workers/domain/event";

it("offers each of Evolution's events once", () => {
  expect(eventGroups.flatMap((group) => group.events).sort()).toEqual([...eventNames].sort());
});
