import { afterAll, expect, test } from "vitest";
import { recording, recordingNames } from "../../support/recordings";
import { differences } from "./differences";
import { familyOf } from "./family";
import { replay } from "./replay";
import { stageFor } from "./stage";

/**
 * Every call that was recorded from a real Evolution 2.3.6 server, made again through `/v1` and the
 * sandbox. What is not answered as recorded stands in `differences.ts` with its reason.
 */

const tally = new Map<string, { equal: number; of: number }>();

test.each(recordingNames)("%s", { timeout: 30_000 }, async (name) => {
  const played = await recording(name);
  const { recorded, here } = await replay(played, await stageFor(played));
  const family = familyOf(played);
  const counted = tally.get(family) ?? { equal: 0, of: 0 };
  tally.set(family, counted);
  counted.of += 1;
  if (name in differences) {
    expect(here, `${name} is equal now: take it out of differences.ts`).not.toEqual(recorded);
    return;
  }
  expect(here).toEqual(recorded);
  counted.equal += 1;
});

afterAll(() => {
  const lines = [...tally]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([family, { equal, of }]) => `${family}: ${equal} equal of ${of}`);
  const equal = [...tally.values()].reduce((sum, family) => sum + family.equal, 0);
  const of = [...tally.values()].reduce((sum, family) => sum + family.of, 0);
  console.info([...lines, `all: ${equal} equal of ${of}`].join("\n"));
});
