/**
 * What a plan limits as a number of things that exist at the same time. Each has a name that is taken
 * once in a tenant: an instance's name, the id of a bot or endpoint, the e-mail address of a seat.
 */
export const gauges = ["instances", "bots", "endpoints", "seats"] as const;
export type Gauge = (typeof gauges)[number];

export interface GaugeUsage {
  used: number;
  limit: number;
}

/** What a verb hears that asks for a place before it makes a thing. */
export type Reservation =
  | { reserved: true }
  | { reserved: false; reason: "name_taken" }
  | { reserved: false; reason: "plan_limit"; limit: number };
