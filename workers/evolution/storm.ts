import type { UpstreamEvent } from "./events";

/**
 * While WhatsApp is away, a server reconnects without any pause and says "connecting" fifty times a
 * second for each instance. One a second goes on; the rest is answered and forgotten. Kept by the
 * isolate: several isolates may let several through, which costs little and loses nothing.
 */
export class ConnectingStorms {
  readonly #sentOn = new Map<string, number>();

  /** May this event go on? Any other state of the connection lets the next "connecting" through at once. */
  admits(hook: string, event: UpstreamEvent, now: number): boolean {
    if (event.type !== "connection.update") return true;
    if ((event.data as { state?: unknown } | null)?.state !== "connecting") {
      this.#sentOn.delete(hook);
      return true;
    }
    const last = this.#sentOn.get(hook);
    if (last !== undefined && now - last < quietMs && now >= last) return false;
    // Kept in the order of the last use, so that the first is always the one to forget.
    this.#sentOn.delete(hook);
    this.#sentOn.set(hook, now);
    if (this.#sentOn.size > most) this.#sentOn.delete(this.#sentOn.keys().next().value!);
    return true;
  }
}

const quietMs = 1_000;
const most = 5_000;
