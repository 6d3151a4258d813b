import { decide, usedIn, watermarkLead, type Balance, type Claim } from "../../domain/quota";
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
  take(claims: readonly Claim[]): { taken: true } | { taken: false; claim: Claim; remaining: number } {
    const decision = decide(claims, (id) => this.#counters.get(id));
    if (!decision.pass) return { taken: false, claim: decision.claim, remaining: decision.remaining };
    for (const claim of claims) if (claim.weight > 0) this.#add(claim);
    return { taken: true };
  }

  /** Gives back what a request took, if its window still runs. */
  refund(claims: readonly RefundableClaim[]): void {
    for (const { counter: id, windowStart, weight } of claims) {
      const counter = this.#counters.get(id);
      if (!counter || counter.windowStart !== windowStart || weight <= 0) continue;
      counter.used = Math.max(0, counter.used - weight);
      this.#ahead.add(id);
    }
  }

  balance(claim: Pick<Claim, "counter" | "limit" | "window">): Balance {
    const used = this.used(claim.counter, claim.window);
    return {
      counter: claim.counter,
      limit: claim.limit,
      used,
      remaining: Math.max(0, claim.limit - used),
      resetsAt: claim.window.end,
    };
  }

  used(counter: string, window: Window): number {
    return usedIn(this.#counters.get(counter), window);
  }

  /** True while a watermark runs ahead, that is, while a crash would forget something that is left. */
  get unsettled(): boolean {
    return this.#ahead.size > 0;
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

  #add({ counter: id, window, limit, weight }: Claim): void {
    let counter = this.#counters.get(id);
    if (!counter || counter.windowStart < window.start) {
      counter = { windowStart: window.start, used: 0, watermark: -1 };
      this.#counters.set(id, counter);
    }
    counter.used += weight;
    if (counter.used > counter.watermark) {
      counter.watermark = counter.used + watermarkLead(limit, counter.used);
      this.#write(id, counter);
    }
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

/** What must be known of a claim to give it back later, also to an Object that has restarted since. */
export interface RefundableClaim {
  counter: string;
  windowStart: number;
  weight: number;
}

interface Counter {
  windowStart: number;
  used: number;
  watermark: number;
}
