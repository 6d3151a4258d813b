/** The phone's sense of time: a value of its own, so that a test can move it instead of waiting. */
export class PhoneClock {
  #aheadMs = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}

/** WhatsApp counts in seconds. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
