/**
 * What each plan allows. The only place where a plan's figures stand:
 * the hub enforces them, the pricing page prints them.
 */
export interface Plan {
  id: PlanId;
  /** Messages that may be sent in one billing period. */
  messagesPerPeriod: number;
  /** Calls to `/v1` and `/api` that may be made in one minute, over all keys. */
  requestsPerMinute: number;
  /** Instances that may exist at the same time. */
  instances: number;
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
    requestsPerMinute: 60,
    instances: 1,
    eventRetentionDays: 3,
    requestRetentionDays: 3,
  },
  starter: {
    id: "starter",
    messagesPerPeriod: 10_000,
    requestsPerMinute: 300,
    instances: 3,
    eventRetentionDays: 14,
    requestRetentionDays: 14,
  },
  business: {
    id: "business",
    messagesPerPeriod: 100_000,
    requestsPerMinute: 1_200,
    instances: 20,
    eventRetentionDays: 30,
    requestRetentionDays: 30,
  },
  scale: {
    id: "scale",
    messagesPerPeriod: 1_000_000,
    requestsPerMinute: 6_000,
    instances: 200,
    eventRetentionDays: 90,
    requestRetentionDays: 90,
  },
  // By agreement: for tenants whose limits are their servers'.
  enterprise: {
    id: "enterprise",
    messagesPerPeriod: 1_000_000_000,
    requestsPerMinute: 10_000_000,
    instances: 10_000,
    eventRetentionDays: 90,
    requestRetentionDays: 90,
  },
  // The tenant that `npm run dev` seeds: room to play, not for sale.
  demo: {
    id: "demo",
    messagesPerPeriod: 100_000,
    requestsPerMinute: 6_000,
    instances: 10,
    eventRetentionDays: 30,
    requestRetentionDays: 30,
  },
};

/** The plan of a stored id. An id that is no longer sold falls to the smallest plan, never to none. */
export function planOf(id: string): Plan {
  return (plans as Record<string, Plan>)[id] ?? plans.free;
}
