/**
 * Places that are taken while an instance is being made upstream. Two creates at once cannot both
 * take the last place of a plan, nor both take a name. A place that nobody confirmed or released
 * (its request died) is free again after a while.
 */
export class Reservations {
  readonly #places = new Map<string, number>();

  take(name: string, existing: { count: number; has(name: string): boolean }, limit: number, now: number): Reservation {
    for (const [held, until] of this.#places) if (until <= now || existing.has(held)) this.#places.delete(held);
    if (existing.has(name) || this.#places.has(name)) return { reserved: false, reason: "name_taken" };
    if (existing.count + this.#places.size >= limit) return { reserved: false, reason: "plan_limit", limit };
    this.#places.set(name, now + heldForMs);
    return { reserved: true };
  }

  release(name: string): void {
    this.#places.delete(name);
  }
}

export type Reservation =
  | { reserved: true }
  | { reserved: false; reason: "name_taken" }
  | { reserved: false; reason: "plan_limit"; limit: number };

/** Longer than the slowest create upstream. */
const heldForMs = 120_000;
