import type { Gauge, Reservation } from "../../domain/gauge";

/**
 * Places that are taken while a thing is being made: an instance upstream, an invitation in D1. Two
 * creates at once cannot both take the last place of a plan, nor both take a name. A place that nobody
 * released (its request died) is free again after a while.
 */
export class Reservations {
  readonly #held = new Map<Gauge, Map<string, number>>();

  /** Holds a place beside what exists already; `existing` are the names of those things. */
  take(gauge: Gauge, name: string, existing: ReadonlySet<string>, limit: number, now: number): Reservation {
    const held = this.#held.get(gauge) ?? new Map<string, number>();
    for (const [other, until] of held) if (until <= now || existing.has(other)) held.delete(other);
    if (existing.has(name) || held.has(name)) return { reserved: false, reason: "name_taken" };
    if (existing.size + held.size >= limit) return { reserved: false, reason: "plan_limit", limit };
    held.set(name, now + heldForMs);
    this.#held.set(gauge, held);
    return { reserved: true };
  }

  /** Is a thing of that name being made? */
  holds(gauge: Gauge, name: string, now: number): boolean {
    return (this.#held.get(gauge)?.get(name) ?? 0) > now;
  }

  release(gauge: Gauge, name: string): void {
    this.#held.get(gauge)?.delete(name);
  }
}

/** Longer than the slowest create upstream. */
const heldForMs = 120_000;
