import { deadlineIn } from "../domain/deadline";

/** A place that was given: the work in it must end with the signal, and give it back. */
export interface Place {
  signal: AbortSignal;
  leave(): void;
}

/**
 * How many large events are taken at once. Each holds some megabytes until it is through, and an isolate has 128.
 * A place is lent for a time: of a sender who breaks off, the platform may end the work without a word.
 */
export class LargePlaces {
  readonly #taken = new Set<{ tenantId: string; until: number }>();

  /** Null where there is none for this tenant now. No tenant ever has all of them. */
  take(tenantId: string, now: number): Place | null {
    for (const place of this.#taken) if (place.until <= now) this.#taken.delete(place);
    const own = [...this.#taken].filter((place) => place.tenantId === tenantId);
    if (this.#taken.size >= places || own.length >= placesOfTenant) return null;
    const place = { tenantId, until: now + lentMs };
    this.#taken.add(place);
    const deadline = deadlineIn(lentMs);
    return {
      signal: deadline.signal,
      leave: () => {
        deadline.clear();
        this.#taken.delete(place);
      },
    };
  }
}

const places = 8;
const placesOfTenant = 6;
/** Upstream waits a minute for an answer, unless it was told to wait longer. */
export const lentMs = 180_000;
