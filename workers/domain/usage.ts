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
  meters: { messages: MeterUsage; requests: MeterUsage };
  /** Things that the plan limits by number. */
  gauges: Record<Gauge, GaugeUsage>;
}
