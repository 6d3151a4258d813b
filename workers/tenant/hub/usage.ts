import { forecastOf } from "../../domain/forecast";
import { evenWindow, minuteMs } from "../../domain/period";
import type { Claim } from "../../domain/quota";
import type { MeterUsage, Usage } from "../../domain/usage";
import { counterOf, type Claims } from "./claims";
import type { KeyUse } from "./key-use";
import type { Ledger } from "./ledger";
import { gaugesOf, type Policy } from "./policy";

/** What the counters say to people, beside the limits under which they stand. Counts nothing itself. */
export class UsageReader {
  readonly #ledger: Ledger;
  readonly #claims: Claims;
  readonly #keyUse: KeyUse;

  constructor(parts: { ledger: Ledger; claims: Claims; keyUse: KeyUse }) {
    this.#ledger = parts.ledger;
    this.#claims = parts.claims;
    this.#keyUse = parts.keyUse;
  }

  of(policy: Policy, now: number): Usage {
    const { plan } = policy;
    const period = this.#claims.period(policy.periodAnchor, now);
    const minute = evenWindow(now, minuteMs);
    return {
      plan: plan.id,
      period: { start: period.start, end: period.end },
      meters: {
        messages: this.#meter({ kind: "messages", counter: "messages", limit: plan.messagesPerPeriod, window: period }),
        requests: this.#meter({ kind: "requests", counter: "requests", limit: plan.requestsPerMinute, window: minute }),
        requestsPerDay: this.#meter(this.#claims.day(plan.requestsPerDay, now)),
      },
      gauges: gaugesOf(policy),
      forecast: forecastOf(period, this.#ledger.used("messages", period), plan.messagesPerPeriod, now),
    };
  }

  /** Messages sent in this period and time of the last use, by key. */
  byKey(policy: Policy, now: number): Record<string, { messages: number; lastUsedAt: number | null }> {
    return Object.fromEntries(
      [...policy.keysByHash.values()].map(({ id }) => [
        id,
        { messages: this.#messages("key", id, policy, now), lastUsedAt: this.#keyUse.of(id) },
      ]),
    );
  }

  /** Messages that an instance has sent in this period. */
  ofInstance(instanceId: string, policy: Policy, now: number): { messages: number } {
    return { messages: this.#messages("instance", instanceId, policy, now) };
  }

  #messages(owner: "key" | "instance", id: string, { periodAnchor }: Policy, now: number): number {
    return this.#ledger.used(counterOf(owner, id, "messages"), this.#claims.period(periodAnchor, now));
  }

  #meter(claim: Omit<Claim, "weight">): MeterUsage {
    const { limit, remaining, resetsAt } = this.#ledger.balance(claim);
    return { used: this.#ledger.used(claim.counter, claim.window), limit, remaining, resetsAt };
  }
}
