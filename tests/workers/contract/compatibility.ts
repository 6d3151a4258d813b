import { recording, recordingNames } from "../../support/recordings";
import { changes } from "./changes";
import { differences } from "./differences";
import { familyOf } from "./family";

/** The text of `docs/compatibility.md`, which says what the contract suite found. */
export async function compatibilityPage(): Promise<string> {
  const families = new Map<string, { equal: number; of: number; unequal: string[] }>();
  for (const name of recordingNames) {
    const family = familyOf(await recording(name));
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
    "Status and every member of the body, but for this:",
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
