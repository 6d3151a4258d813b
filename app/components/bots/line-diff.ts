/** A line of one text, of the other, or of both. */
export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
}

/** What turns one text into another, line by line, with as many lines kept as can be. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (end < most && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  return [
    ...marked("same", old.slice(0, start)),
    ...changed(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...marked("same", end > 0 ? old.slice(-end) : []),
  ];
}

/** Lines far from any change are left out of what is shown: null stands for them. */
export function nearChanges(lines: readonly DiffLine[], around = 3): (DiffLine | null)[] {
  const shown: (DiffLine | null)[] = [];
  lines.forEach((line, at) => {
    const isNear = lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== "same");
    if (isNear) shown.push(line);
    else if (shown.at(-1) !== null) shown.push(null);
  });
  return shown;
}

function changed(old: readonly string[], fresh: readonly string[]): DiffLine[] {
  // The table has a cell for each pair. Texts with nothing in common at this length are read anew, not compared.
  if (old.length === 0 || fresh.length === 0 || old.length * fresh.length > mostCells) {
    return [...marked("removed", old), ...marked("added", fresh)];
  }
  const kept = longestKept(old, fresh);
  const width = fresh.length + 1;
  const lines: DiffLine[] = [];
  let [left, right] = [0, 0];
  while (left < old.length && right < fresh.length) {
    if (old[left] === fresh[right]) {
      lines.push({ kind: "same", text: old[left]! });
      left++;
      right++;
    } else if (kept[(left + 1) * width + right]! >= kept[left * width + right + 1]!) {
      lines.push({ kind: "removed", text: old[left++]! });
    } else {
      lines.push({ kind: "added", text: fresh[right++]! });
    }
  }
  return [...lines, ...marked("removed", old.slice(left)), ...marked("added", fresh.slice(right))];
}

/** How many lines can be kept from each pair of places on. */
function longestKept(old: readonly string[], fresh: readonly string[]): Uint32Array {
  const width = fresh.length + 1;
  const kept = new Uint32Array((old.length + 1) * width);
  for (let left = old.length - 1; left >= 0; left--) {
    for (let right = fresh.length - 1; right >= 0; right--) {
      kept[left * width + right] =
        old[left] === fresh[right]
          ? kept[(left + 1) * width + right + 1]! + 1
          : Math.max(kept[(left + 1) * width + right]!, kept[left * width + right + 1]!);
    }
  }
  return kept;
}

function marked(kind: DiffLine["kind"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

const mostCells = 4_000_000;
