import type { PhoneClock } from "../clock";
import type { Timers } from "../timers";
import type { Letter } from "./envelope";

/** How long a failed event waits before each further attempt; after the last it is given up. */
export const retryDelaysMs = [1_000, 5_000, 15_000, 60_000, 300_000];

/** Longer than any attempt may take: who finds a letter after that time finds it abandoned by a restart. */
const leaseMs = 20_000;

/** Statuses that Evolution takes for a final no. */
const finalStatuses = new Set([400, 401, 403, 404, 422]);

export type Post = (letter: Letter) => Promise<{ status: number }>;

/**
 * Events that wait for delivery, in the order in which they happened. They lie in SQLite until the
 * receiver took them, so a restart loses none; after one it may repeat the one that was under way.
 */
export class Outbox {
  #draining: Promise<void> | null = null;

  constructor(
    private readonly sql: SqlStorage,
    private readonly clock: PhoneClock,
    private readonly timers: Timers,
    private readonly post: Post,
  ) {}

  add(letter: Letter): void {
    this.sql.exec(
      "INSERT INTO outbox (event, url, headers, body) VALUES (?, ?, ?, ?)",
      letter.event,
      letter.url,
      JSON.stringify(letter.headers),
      letter.body,
    );
    this.timers.set("outbox", "outbox", this.clock.now() + leaseMs);
  }

  get size(): number {
    return this.sql.exec<{ size: number }>("SELECT count(*) AS size FROM outbox").one().size;
  }

  /** Sends what may be sent now. One run at a time, or events would overtake one another. */
  drain(): Promise<void> {
    this.#draining ??= this.#run().finally(() => {
      this.#draining = null;
    });
    return this.#draining;
  }

  async #run(): Promise<void> {
    for (;;) {
      const head = this.#head();
      if (!head) return this.timers.cancel("outbox");
      if (head.notBefore > this.clock.now()) return this.timers.set("outbox", "outbox", head.notBefore);
      const taken = await this.#attempt(head.letter);
      const delay = retryDelaysMs[head.attempts];
      if (taken || delay === undefined) this.sql.exec("DELETE FROM outbox WHERE sequence = ?", head.sequence);
      else
        this.sql.exec(
          "UPDATE outbox SET attempts = attempts + 1, not_before = ? WHERE sequence = ?",
          this.clock.now() + delay,
          head.sequence,
        );
    }
  }

  async #attempt(letter: Letter): Promise<boolean> {
    try {
      const { status } = await this.post(letter);
      return (status >= 200 && status < 300) || finalStatuses.has(status);
    } catch {
      return false;
    }
  }

  #head(): { sequence: number; attempts: number; notBefore: number; letter: Letter } | null {
    const row = this.sql
      .exec<{
        sequence: number;
        event: string;
        url: string;
        headers: string;
        body: string;
        attempts: number;
        not_before: number;
      }>("SELECT * FROM outbox ORDER BY sequence LIMIT 1")
      .toArray()[0];
    if (!row) return null;
    return {
      sequence: row.sequence,
      attempts: row.attempts,
      notBefore: row.not_before,
      letter: {
        event: row.event,
        url: row.url,
        headers: JSON.parse(row.headers) as Record<string, string>,
        body: row.body,
      },
    };
  }
}
