/** A server as placement sees it. */
export interface PlacementCandidate {
  id: string;
  /** Instances that it should run at most. */
  capacity: number;
  /** Instances that it runs now. */
  load: number;
  /** How much of what is new it should get, beside others. */
  weight: number;
  draining: boolean;
  failing: boolean;
}

/**
 * The server for a new instance: of those that work, are not being emptied and have room, the one with
 * the most room, weighted. Null when there is none.
 *
 * Capacity is a soft limit. The load was counted a moment ago, and two creates at once may both take
 * the last place; a hard one would need a lock over all tenants in front of every create, for a figure
 * that is an estimate of what a machine can carry.
 */
export function placeInstance(candidates: readonly PlacementCandidate[]): string | null {
  let best: PlacementCandidate | null = null;
  for (const candidate of candidates) {
    if (candidate.draining || candidate.failing || roomOf(candidate) <= 0) continue;
    if (!best || isBetter(candidate, best)) best = candidate;
  }
  return best?.id ?? null;
}

/** Equal room goes to the emptier one, then by id: the same list always gives the same answer. */
function isBetter(one: PlacementCandidate, other: PlacementCandidate): boolean {
  const difference = roomOf(one) - roomOf(other) || other.load - one.load;
  return difference === 0 ? one.id < other.id : difference > 0;
}

function roomOf({ capacity, load, weight }: PlacementCandidate): number {
  return (capacity - load) * weight;
}
