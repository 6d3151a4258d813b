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
const refused = "refusals (4xx, 5xx) of all families";

test.each(recordingNames)("%s", { timeout: 30_000 }, async (name) => {
  const played = await recording(name);
  const { recorded, here } = await replay(played, await stageFor(played));
  const counted = [familyOf(played), ...(recorded.status >= 400 ? [refused] : [])].map(count);
  if (name in differences) {
    expect(here, `${name} is equal now: take it out of differences.ts`).not.toEqual(recorded);
    if (here.status >= 400 && !bodiless.has(name)) expect(here.body).toMatchObject(refusalShape(here.status));
    return;
  }
  expect(here).toEqual(recorded);
  for (const one of counted) one.equal += 1;
});

/** One of HEAD, and one for which upstream has an empty object. */
const bodiless = new Set(["head-root", "evolution.whatsappNumbers"]);

/** What is refused for a reason of our own is refused in the shape that clients of Evolution read. */
function refusalShape(status: number): object {
  return { status, error: expect.any(String), response: { message: expect.anything() } };
}

function count(family: string): { equal: number; of: number } {
  const counted = tally.get(family) ?? { equal: 0, of: 0 };
  tally.set(family, counted);
  counted.of += 1;
  return counted;
}

afterAll(() => {
  const refusals = tally.get(refused) ?? { equal: 0, of: 0 };
  tally.delete(refused);
  const lines = [...tally]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([family, { equal, of }]) => `${family}: ${equal} equal of ${of}`);
  const equal = [...tally.values()].reduce((sum, family) => sum + family.equal, 0);
  const of = [...tally.values()].reduce((sum, family) => sum + family.of, 0);
  lines.push(`all: ${equal} equal of ${of}`, `${refused}: ${refusals.equal} equal of ${refusals.of}`);
  console.info(lines.join("\n"));
});
