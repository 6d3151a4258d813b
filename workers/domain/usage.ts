import type { Gauge, GaugeUsage } from "./gauge";

/** How much of a meter is gone. */
export interface MeterUsage {
  used: number;
  limit: number;
  remaining: number;
  /** Milliseconds since 1970 at which the window opens anew. */
  resetsAt: number;
}

export interface Usage {
  plan: string;
  /** The billing period, milliseconds since 1970. */
  period: { start: number; end: number };
  /** Messages of the period; requests of this minute, and of this day (UTC). */
  meters: { messages: MeterUsage; requests: MeterUsage; requestsPerDay: MeterUsage };
  /** Things that the plan limits by number. */
  gauges: Record<Gauge, GaugeUsage>;
  /** When the messages of this period run out if it goes on as it did; null where they last, or nobody can say yet. */
  forecast: { messagesRunOutAt: number | null };
}
