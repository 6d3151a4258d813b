/**
 * Tells the hub that the log has grown, so that open pages may read it again: at most once a second,
 * and seldom while nobody listens. A hint that is lost costs a page nothing but time.
 */
export class RequestHints {
  /** Answers whether anybody listened. */
  readonly #send: () => Promise<boolean>;
  #quietUntil = 0;
  #waiting = false;

  constructor(send: () => Promise<boolean>) {
    this.#send = send;
  }

  tell(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => void this.#now(), Math.max(0, this.#quietUntil - Date.now()));
  }

  async #now(): Promise<void> {
    this.#waiting = false;
    this.#quietUntil = Date.now() + everyMs;
    const heard = await this.#send().catch(() => false);
    if (!heard) this.#quietUntil = Date.now() + unheardEveryMs;
  }
}

const everyMs = 1_000;
/** Whoever opens the page sees what is new after so long at the latest, and from then on at once. */
const unheardEveryMs = 4_000;
