import { DurableObject } from "cloudflare:workers";

export interface LimiterRule {
  /** Seconds. */
  window: number;
  max: number;
}

export interface LimiterAnswer {
  allowed: boolean;
  /** Seconds until the next try may pass; null when this one did. */
  retryAfter: number | null;
}

interface Window {
  endsAt: number;
  count: number;
}

const storageKey = "window";

/**
 * Counts the tries of one rate-limit key (an address and a path) in a fixed window.
 * An Object of its own per key makes counting exact under any number of parallel tries,
 * and an alarm at the window's end deletes what it stored, so that strangers leave nothing behind.
 */
export class SignInLimiter extends DurableObject<Env> {
  consume(rule: LimiterRule): LimiterAnswer {
    const now = Date.now();
    const stored = this.ctx.storage.kv.get<Window>(storageKey);
    if (!stored || stored.endsAt <= now) {
      const endsAt = now + rule.window * 1000;
      this.ctx.storage.kv.put<Window>(storageKey, { endsAt, count: 1 });
      // Not awaited: the storage writes both in one go, and the output gate holds the answer until then.
      void this.ctx.storage.setAlarm(endsAt);
      return { allowed: true, retryAfter: null };
    }
    if (stored.count >= rule.max) {
      return { allowed: false, retryAfter: Math.max(1, Math.ceil((stored.endsAt - now) / 1000)) };
    }
    this.ctx.storage.kv.put<Window>(storageKey, { endsAt: stored.endsAt, count: stored.count + 1 });
    return { allowed: true, retryAfter: null };
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
