import { addInto } from "../../domain/latency";
import {
  addFigures,
  hourMs,
  noFigures,
  noOutcomes,
  type BucketFigures,
  type GroupFigures,
  type SeriesFigures,
  type SeriesQuery,
} from "../../domain/usage-series";
import type { UsageHours } from "./usage";

/** Adds the hours up into the buckets that were asked for. An hour belongs to the bucket in which it begins. */
export function readSeries(usage: UsageHours, query: SeriesQuery): SeriesFigures {
  const { starts, end, by } = query;
  const from = Math.ceil((starts[0] ?? end) / hourMs) * hourMs;
  const bucketAt = bucketFinder(starts);
  const buckets = starts.map((): BucketFigures => ({
    ...noFigures(),
    received: 0,
    outcomes: noOutcomes(),
    own: [],
    upstream: [],
  }));
  for (const row of usage.figures("operation", from, end)) {
    const bucket = buckets[bucketAt(row.hour)]!;
    addFigures(bucket, row);
    bucket.outcomes[row.outcome] += row.requests;
  }
  for (const { hour, own, upstream } of usage.latencies(from, end)) {
    const bucket = buckets[bucketAt(hour)]!;
    addInto(bucket.own, own);
    addInto(bucket.upstream, upstream);
  }

  const groups = new Map<string, GroupFigures>();
  const groupOf = (value: string): GroupFigures => {
    let group = groups.get(value);
    if (!group) {
      const received = by === "instance" ? 0 : null;
      group = { value: value || null, ...noFigures(), received, series: starts.map(() => 0) };
      groups.set(value, group);
    }
    return group;
  };
  for (const row of usage.figures(by === "outcome" ? "operation" : by, from, end)) {
    const group = groupOf(by === "outcome" ? row.outcome : row.value);
    addFigures(group, row);
    group.series[bucketAt(row.hour)]! += row.requests;
  }
  for (const { hour, instance, received } of usage.received(from, end)) {
    buckets[bucketAt(hour)]!.received += received;
    if (by !== "instance") continue;
    const group = groupOf(instance);
    group.received = (group.received ?? 0) + received;
  }
  return { buckets, ...largest([...groups.values()]) };
}

/** Finds the bucket of a moment; moments come roughly in order, so the last answer is tried first. */
function bucketFinder(starts: number[]): (at: number) => number {
  let last = 0;
  const holds = (index: number, at: number) => starts[index]! <= at && (starts[index + 1] ?? Infinity) > at;
  return (at) => {
    if (holds(last, at)) return last;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    last = low;
    return low;
  };
}

function largest(groups: GroupFigures[]): Pick<SeriesFigures, "groups" | "rest"> {
  groups.sort((a, b) => b.requests - a.requests || (a.value ?? "").localeCompare(b.value ?? ""));
  const others = groups.slice(groupLimit);
  if (others.length === 0) return { groups, rest: null };
  const rest = { ...noFigures(), groups: others.length };
  for (const group of others) addFigures(rest, group);
  return { groups: groups.slice(0, groupLimit), rest };
}

/** More groups than that are no longer compared by anybody. */
const groupLimit = 100;
