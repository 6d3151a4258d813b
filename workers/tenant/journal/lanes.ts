import type { Attempt } from "./attempts";
import type { Deliveries, TakenDelivery, Verdict } from "./deliveries";
import type { Recoveries } from "./recoveries";

/** How much an endpoint may take at the same time, and begin in a second. */
export interface LaneLimits {
  concurrency: number;
  ratePerSecond: number | null;
}

/** What a worker of a lane is told to do next. */
export interface Turn {
  /** A delivery to make; null when there is none for it. */
  taken: TakenDelivery | null;
  /** Where the endpoint's rate is what stands in the way: ask again after so long. */
  waitMs: number | null;
  /** What the reported attempt means for the endpoint. */
  verdict: Verdict;
}

/**
 * Endpoints as lanes. For each lane that has something due a message asks for a worker; every worker that
 * comes takes one delivery after the other, and asks for one more where more could begin. So a slow
 * endpoint fills its own lane and no other, and the queue carries a few messages instead of one for each event.
 */
export class Lanes {
  readonly #deliveries: Deliveries;
  readonly #recoveries: Recoveries;
  readonly #send: (endpointIds: string[]) => Promise<void>;
  /** When a worker was last asked for, by endpoint; gone once it came. */
  readonly #asked = new Map<string, number>();
  /** When the next delivery of an endpoint with a rate would begin, if they came evenly. */
  readonly #nextStart = new Map<string, number>();

  constructor(deliveries: Deliveries, recoveries: Recoveries, send: (endpointIds: string[]) => Promise<void>) {
    this.#deliveries = deliveries;
    this.#recoveries = recoveries;
    this.#send = send;
  }

  /** Asks for a worker for each lane, unless one is on its way. */
  async ask(endpointIds: Iterable<string>, now: number): Promise<void> {
    const waiting = [...new Set(endpointIds)].filter((id) => (this.#asked.get(id) ?? -Infinity) + askAgainMs <= now);
    if (waiting.length === 0) return;
    for (const id of waiting) this.#asked.set(id, now);
    try {
      await this.#send(waiting);
    } catch (error) {
      // What was recorded stays recorded; the journal's alarm asks again.
      console.error(JSON.stringify({ level: "error", at: "lanes", error: String(error) }));
    }
  }

  /** A worker reports its last attempt, if it made one, and asks for the next delivery, if it wants one. */
  async turn(
    endpointId: string,
    report: { delivery: TakenDelivery; attempt: Attempt } | null,
    limits: LaneLimits | null,
    now: number,
  ): Promise<Turn> {
    const verdict = report ? this.#deliveries.record(report.delivery, report.attempt) : null;
    if (!report) this.#asked.delete(endpointId);
    if (verdict !== null) return { taken: null, waitMs: null, verdict };
    if (!limits) {
      // This worker's time is over; another goes on.
      if (this.#mayBegin(endpointId, now)) await this.ask([endpointId], now);
      return { taken: null, waitMs: null, verdict };
    }
    const waitMs = this.#mayBegin(endpointId, now) ? this.#untilAllowed(endpointId, limits, now) : 0;
    if (waitMs > 0) return { taken: null, waitMs, verdict };
    const taken = this.#deliveries.take(endpointId, limits.concurrency, now);
    if (taken) this.#count(endpointId, limits, now);
    const { count } = this.#deliveries.underWay(endpointId, now);
    if (taken && count < limits.concurrency && this.#mayBegin(endpointId, now)) await this.ask([endpointId], now);
    return { taken, waitMs: null, verdict };
  }

  /** Is there one that could begin now? Lets a recovery go on where the lane has run empty. */
  #mayBegin(endpointId: string, now: number): boolean {
    if (this.#deliveries.hasDue(endpointId, now)) return true;
    if (this.#deliveries.underWay(endpointId, now).inOrder > 0) return false;
    return this.#recoveries.advance(endpointId, now);
  }

  #untilAllowed(endpointId: string, { ratePerSecond }: LaneLimits, now: number): number {
    if (ratePerSecond === null) return 0;
    // Up to a second's worth may begin at once.
    return Math.max(0, (this.#nextStart.get(endpointId) ?? 0) - now - (1_000 - 1_000 / ratePerSecond));
  }

  #count(endpointId: string, { ratePerSecond }: LaneLimits, now: number): void {
    if (ratePerSecond === null) return;
    const start = Math.max(now, this.#nextStart.get(endpointId) ?? 0);
    this.#nextStart.set(endpointId, start + 1_000 / ratePerSecond);
  }
}

/** A worker that did not come by then was lost on the way. */
const askAgainMs = 10_000;
