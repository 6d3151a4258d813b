import type { HealthReason, TimelineEntry } from "./health";
import type { InstanceState } from "./instance-state";

/** A stretch of time in which an instance was one and the same. */
export interface HealthSpan {
  from: number;
  until: number;
  state: InstanceState;
  reason: HealthReason | null;
}

/** The stretches between two moments, oldest first. What was before the first entry is not known, and left out. */
export function spansOf(timeline: readonly TimelineEntry[], from: number, until: number): HealthSpan[] {
  return timeline.flatMap(({ at, state, reason }, index) => {
    const span = {
      from: Math.max(at, from),
      until: Math.min(timeline[index + 1]?.at ?? until, until),
      state,
      reason,
    };
    return span.until > span.from ? [span] : [];
  });
}

/** Of the time that is known, the share in which it was connected and worked; null where nothing is known. */
export function workingShare(spans: readonly HealthSpan[]): number | null {
  const lasts = (of: readonly HealthSpan[]) => of.reduce((sum, span) => sum + span.until - span.from, 0);
  const known = lasts(spans);
  return known === 0 ? null : lasts(spans.filter(({ state, reason }) => state === "open" && reason === null)) / known;
}
