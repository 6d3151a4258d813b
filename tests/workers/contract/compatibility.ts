import { recording, recordingNames } from "../../support/recordings";
import { changes } from "./changes";
import { differences } from "./differences";
import { familyOf } from "./family";

/** The text of `docs/compatibility.md`, which says what the contract suite found. */
export async function compatibilityPage(): Promise<string> {
  const families = new Map<string, { equal: number; of: number; unequal: string[] }>();
  const refused: string[] = [];
  for (const name of recordingNames) {
    const played = await recording(name);
    const family = familyOf(played);
    if (played.response.status >= 400) refused.push(name);
    const counted = families.get(family) ?? { equal: 0, of: 0, unequal: [] };
    families.set(family, counted);
    counted.of += 1;
    if (name in differences) counted.unequal.push(name);
    else counted.equal += 1;
  }
  const sorted = [...families].sort(([one], [other]) => (one < other ? -1 : 1));
  const equal = sorted.reduce((sum, [, family]) => sum + family.equal, 0);
  return [
    "# Compatibility with the Evolution API",
    "",
    "<!-- Written by tests/workers/contract/compatibility.test.ts; `npx vitest run tests/workers/contract/compatibility.test.ts -u` writes it anew. -->",
    "",
    `${recordingNames.length} calls were recorded from a real Evolution API 2.3.6 server. The contract suite makes each of them again`,
    `through \`/v1\` and a sandbox instance, and compares status and body. ${equal} are answered as recorded.`,
    "",
    "## What counts as equal",
    "",
    "Status and every member of the body, in whatever order, but for this:",
    "",
    ...changes.map(({ what, why }) => `- ${what} ${why}`),
    "",
    "## Per route family",
    "",
    "| family | equal | of |",
    "|---|---:|---:|",
    ...sorted.map(([family, { equal: same, of }]) => `| ${family} | ${same} | ${of} |`),
    `| **all** | **${equal}** | **${recordingNames.length}** |`,
    "",
    `${refused.length} of the recorded answers are refusals (4xx or 5xx). ${refused.filter((name) => !(name in differences)).length} of them come back with the recorded status and body.`,
    "The others are named below with everything else that is not equal; whatever Zapin refuses there, it refuses in",
    "Evolution's shape: `status`, `error` and `response.message`.",
    "",
    "## What is not equal, and why",
    "",
    ...sorted
      .filter(([, { unequal }]) => unequal.length > 0)
      .flatMap(([family, { unequal }]) => [`### ${family}`, "", ...byReason(unequal), ""]),
  ].join("\n");
}

function byReason(names: readonly string[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const name of names) {
    const reason = differences[name] ?? "";
    reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  return [...reasons].map(([reason, same]) => `- ${same.map((name) => `\`${name}\``).join(", ")}: ${reason}`);
}
