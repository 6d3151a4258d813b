/**
 * What each plan allows. The only place where a plan's figures stand:
 * the hub enforces them, the pricing page prints them.
 */
export interface Plan {
  id: PlanId;
  /** Messages that may be sent in one billing period. */
  messagesPerPeriod: number;
  /** Calls to `/v1` and `/api` that may be made in one second, one minute and one day (UTC), over all keys. */
  requestsPerSecond: number;
  requestsPerMinute: number;
  requestsPerDay: number;
  /** What may exist at the same time: see `gauge.ts`. Invitations that are open take a seat. */
  instances: number;
  bots: number;
  endpoints: number;
  seats: number;
  /** Sockets that may be open on `/live` at the same time. */
  liveSockets: number;
  /** Days that the event log keeps an event. */
  eventRetentionDays: number;
  /** Days that the request log keeps a request. */
  requestRetentionDays: number;
}

export const planIds = ["free", "starter", "business", "scale", "enterprise", "demo"] as const;
export type PlanId = (typeof planIds)[number];

export const plans: Record<PlanId, Plan> = {
  free: {
    id: "free",
    messagesPerPeriod: 500,
    requestsPerSecond: 10,
    requestsPerMinute: 60,
    requestsPerDay: 5_000,
    instances: 1,
    bots: 1,
    endpoints: 1,
    seats: 2,
    liveSockets: 5,
    eventRetentionDays: 3,
    requestRetentionDays: 3,
  },
  starter: {
    id: "starter",
    messagesPerPeriod: 10_000,
    requestsPerSecond: 30,
    requestsPerMinute: 300,
    requestsPerDay: 100_000,
    instances: 3,
    bots: 3,
    endpoints: 3,
    seats: 5,
    liveSockets: 20,
    eventRetentionDays: 14,
    requestRetentionDays: 14,
  },
  business: {
    id: "business",
    messagesPerPeriod: 100_000,
    requestsPerSecond: 100,
    requestsPerMinute: 1_200,
    requestsPerDay: 500_000,
    instances: 20,
    bots: 20,
    endpoints: 10,
    seats: 20,
    liveSockets: 100,
    eventRetentionDays: 30,
    requestRetentionDays: 30,
  },
  scale: {
    id: "scale",
    messagesPerPeriod: 1_000_000,
    requestsPerSecond: 300,
    requestsPerMinute: 6_000,
    requestsPerDay: 5_000_000,
    instances: 200,
    bots: 200,
    endpoints: 50,
    seats: 100,
    liveSockets: 500,
    eventRetentionDays: 90,
    requestRetentionDays: 90,
  },
  // By agreement: for tenants whose limits are their servers'.
  enterprise: {
    id: "enterprise",
    messagesPerPeriod: 1_000_000_000,
    requestsPerSecond: 1_000_000,
    requestsPerMinute: 10_000_000,
    requestsPerDay: 10_000_000_000,
    instances: 10_000,
    bots: 10_000,
    endpoints: 1_000,
    seats: 10_000,
    liveSockets: 5_000,
    eventRetentionDays: 90,
    requestRetentionDays: 90,
  },
  // The tenant that `npm run dev` seeds: room to play, not for sale.
  demo: {
    id: "demo",
    messagesPerPeriod: 100_000,
    requestsPerSecond: 500,
    requestsPerMinute: 6_000,
    requestsPerDay: 1_000_000,
    instances: 10,
    bots: 10,
    endpoints: 10,
    seats: 10,
    liveSockets: 2_000,
    eventRetentionDays: 30,
    requestRetentionDays: 30,
  },
};

/** The plan of a stored id. An id that is no longer sold falls to the smallest plan, never to none. */
export function planOf(id: string): Plan {
  return (plans as Record<string, Plan>)[id] ?? plans.free;
}
