import { balanceOf, decide, giveBack, isFleeting, spend, usedIn } from "../../domain/quota";
import type { Balance, Claim, Counter } from "../../domain/quota";
import type { Window } from "../../domain/period";

/**
 * The tenant's counters. They live in memory; SQLite holds, for each, a watermark that is never
 * behind the count. Most requests move only the number in memory. When the count would pass the
 * watermark, the watermark moves ahead by a chunk first, and the platform holds back every answer
 * until that write is durable, so nothing is ever let through that a crash could forget.
 */
export class Ledger {
  readonly #sql: SqlStorage;
  readonly #counters = new Map<string, Counter>();
  /** Counters whose watermark is ahead of the exact figure. */
  readonly #ahead = new Set<string>();

  #rowsWritten = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    const rows = sql.exec<{ id: string; window_start: number; watermark: number }>("SELECT * FROM counter");
    for (const row of rows) {
      this.#counters.set(row.id, { windowStart: row.window_start, used: row.watermark, watermark: row.watermark });
    }
  }

  /** Takes all claims or none. */
  take(claims: readonly Claim[]): { taken: true } | { taken: false; claim: Claim } {
    const decision = decide(claims, (id) => this.#counters.get(id));
    if (!decision.pass) return { taken: false, claim: decision.claim };
    for (const claim of claims) if (claim.weight > 0) this.#spend(claim);
    return { taken: true };
  }

  /** What must be known to give taken claims back later, also to an Object that has restarted since. */
  refundable(claims: readonly Claim[]): RefundableClaim[] {
    return claims.map(({ counter, window, weight }) => ({
      counter,
      windowStart: this.#counters.get(counter)?.windowStart ?? window.start,
      weight,
    }));
  }

  /** Gives back what a request took, if its window still runs. */
  refund(claims: readonly RefundableClaim[]): void {
    for (const { counter: id, windowStart, weight } of claims) {
      const counter = this.#counters.get(id);
      if (counter) this.#keep(id, giveBack(counter, windowStart, weight));
    }
  }

  balance(claim: Omit<Claim, "weight">): Balance {
    return balanceOf(this.#counters.get(claim.counter), claim);
  }

  used(counter: string, window: Window): number {
    return usedIn(this.#counters.get(counter), window);
  }

  /** Rows that counting has cost since the Object was built. */
  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  /** Writes the exact figures. Called when the Object is idle. */
  settle(): void {
    for (const id of this.#ahead) {
      const counter = this.#counters.get(id);
      if (!counter || counter.watermark === counter.used) continue;
      counter.watermark = counter.used;
      this.#write(id, counter);
    }
    this.#ahead.clear();
  }

  /** Forgets counters that no limit names any more, such as those of a deleted key. */
  forget(isNamed: (counter: string) => boolean): void {
    for (const id of this.#counters.keys()) {
      if (isNamed(id)) continue;
      this.#counters.delete(id);
      this.#ahead.delete(id);
      this.#sql.exec("DELETE FROM counter WHERE id = ?", id);
    }
  }

  #spend(claim: Claim): void {
    const before = this.#counters.get(claim.counter);
    const after = spend(before, claim);
    if (isFleeting(claim.window)) this.#counters.set(claim.counter, after);
    else {
      this.#keep(claim.counter, after);
      const same = before && before.windowStart === after.windowStart && before.watermark === after.watermark;
      if (!same) this.#write(claim.counter, after);
    }
  }

  #keep(id: string, counter: Counter): void {
    this.#counters.set(id, counter);
    if (counter.watermark > counter.used) this.#ahead.add(id);
    else this.#ahead.delete(id);
  }

  #write(id: string, counter: Counter): void {
    const written = this.#sql.exec(
      `INSERT INTO counter (id, window_start, watermark) VALUES (?1, ?2, ?3)
       ON CONFLICT (id) DO UPDATE SET window_start = ?2, watermark = ?3`,
      id,
      counter.windowStart,
      counter.watermark,
    );
    this.#rowsWritten += written.rowsWritten;
  }
}

export interface RefundableClaim {
  counter: string;
  windowStart: number;
  weight: number;
}
