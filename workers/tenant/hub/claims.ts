import { billingPeriod, dayMs, evenWindow, minuteMs, secondMs, type Window } from "../../domain/period";
import type { Claim } from "../../domain/quota";
import type { InstancePolicy, KeyPolicy, Policy } from "./policy";

/** What is counted, for whom. */
interface Counted {
  policy: Policy;
  key: KeyPolicy | null;
  target: InstancePolicy | null;
  messages: number;
  now: number;
}

/** Names limits with their windows, which change seldom beside the requests that are counted in them. */
export class Claims {
  #period: (Window & { anchor: number }) | null = null;

  /** The limits under which a request must fit. Each has a counter of its own. */
  of({ policy: { plan, periodAnchor }, key, target, messages, now }: Counted): Claim[] {
    const minute = evenWindow(now, minuteMs);
    const period = this.period(periodAnchor, now);
    const claims: Claim[] = [
      {
        kind: "requests_second",
        counter: "requests:second",
        limit: plan.requestsPerSecond,
        window: evenWindow(now, secondMs),
        weight: 1,
      },
      { kind: "requests", counter: "requests", limit: plan.requestsPerMinute, window: minute, weight: 1 },
      this.day(plan.requestsPerDay, now),
      { kind: "messages", counter: "messages", limit: plan.messagesPerPeriod, window: period, weight: messages },
    ];
    // Messages are counted for keys and instances without a limit too, since the console shows them.
    if (key) {
      const limit = key.messagesLimit ?? Number.POSITIVE_INFINITY;
      claims.push({
        kind: "key_messages",
        counter: counterOf("key", key.id, "messages"),
        limit,
        window: period,
        weight: messages,
      });
      if (key.requestsLimit !== null) {
        const counter = counterOf("key", key.id, "requests");
        claims.push({ kind: "key_requests", counter, limit: key.requestsLimit, window: minute, weight: 1 });
      }
    }
    if (target) {
      const limit = target.messagesLimit ?? Number.POSITIVE_INFINITY;
      const counter = counterOf("instance", target.id, "messages");
      claims.push({ kind: "instance_messages", counter, limit, window: period, weight: messages });
      if (target.requestsLimit !== null) {
        const requests = counterOf("instance", target.id, "requests");
        const claim = { counter: requests, limit: target.requestsLimit, window: minute, weight: 1 };
        claims.push({ kind: "instance_requests", ...claim });
      }
    }
    return claims;
  }

  day(limit: number, now: number): Claim {
    return { kind: "requests_day", counter: "requests:day", limit, window: evenWindow(now, dayMs), weight: 1 };
  }

  period(anchor: number, now: number): Window {
    const held = this.#period;
    if (held && held.anchor === anchor && held.start <= now && now < held.end) return held;
    const period = { ...billingPeriod(anchor, now), anchor };
    this.#period = period;
    return period;
  }
}

export function counterOf(owner: "key" | "instance", id: string, meter: "messages" | "requests"): string {
  return `${owner}:${id}:${meter}`;
}

/** Does a counter belong to something that still exists? The plan's own always do. */
export function isNamed(counter: string, ids: ReadonlySet<string>): boolean {
  const [, id, meter] = counter.split(":");
  return meter === undefined || ids.has(id ?? "");
}
