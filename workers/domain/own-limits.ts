import * as z from "zod";

const count = (most: number) =>
  z
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(most, `must be at most ${most.toLocaleString("en-US")}`);

/** Limits of a key or an instance of its own, beside the plan's. `null` takes one away again. */
export const ownLimits = z
  .object({ messages: count(1_000_000_000).nullable(), requests: count(10_000_000).nullable() })
  .partial()
  .strict();

export interface OwnLimits {
  /** Messages in one billing period. */
  messages: number | null;
  /** Requests in one minute. */
  requests: number | null;
}

export interface InstanceLimits {
  instance: string;
  limits: OwnLimits;
  usage: { messages: number };
}
