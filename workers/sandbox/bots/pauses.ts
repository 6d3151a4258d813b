import type { PhoneClock } from "../clock";
import type { Timers } from "../timers";

/**
 * Waits by the phone's own clock, for work that is under way in memory. A restart forgets the wait
 * with the work, which its own timer takes up again.
 */
export class Pauses {
  readonly #waiting = new Map<string, () => void>();
  #count = 0;

  constructor(
    private readonly clock: PhoneClock,
    private readonly timers: Timers,
  ) {}

  wait(ms: number): Promise<void> {
    const key = `pause:${++this.#count}`;
    return new Promise((resolve) => {
      this.#waiting.set(key, resolve);
      this.timers.set(key, "pause", this.clock.now() + ms);
    });
  }

  /** The timer of a wait rang. */
  end(key: string): void {
    this.#waiting.get(key)?.();
    this.#waiting.delete(key);
  }
}
