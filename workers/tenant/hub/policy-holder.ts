import type { Policy } from "./policy";

/**
 * Keeps the policy: pulled when cold, when told, and in the background when old. Whoever is told of
 * a change waits for a pull that began after the change, so a verb that awaited `refresh` may promise
 * that the very next admission sees what it did.
 */
export class PolicyHolder {
  readonly #pull: () => Promise<Policy | null>;
  readonly #now: () => number;
  #current: Policy | null = null;
  #pulledAt = Number.NEGATIVE_INFINITY;
  #pulling: Promise<void> | null = null;

  constructor(pull: () => Promise<Policy | null>, now: () => number) {
    this.#pull = pull;
    this.#now = now;
  }

  /** The policy, or null for a tenant that does not exist. */
  async get(): Promise<Policy | null> {
    if (this.#pulledAt === Number.NEGATIVE_INFINITY) await (this.#pulling ?? this.#begin());
    else if (this.#now() - this.#pulledAt > staleAfterMs && !this.#pulling) {
      this.#begin().catch(() => {
        // The old policy stays in force; the next request tries again.
      });
    }
    return this.#current;
  }

  async refresh(): Promise<Policy | null> {
    // A pull under way may have read D1 before the change: it is waited out, not joined.
    await this.#pulling?.catch(() => {});
    await (this.#pulling ?? this.#begin());
    return this.#current;
  }

  #begin(): Promise<void> {
    this.#pulling = this.#pull()
      .then((policy) => {
        this.#current = policy;
        this.#pulledAt = this.#now();
      })
      .finally(() => {
        this.#pulling = null;
      });
    return this.#pulling;
  }
}

const staleAfterMs = 5 * 60_000;
