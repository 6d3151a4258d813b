import type { Window } from "./period";

/** One limit that a request must fit under: a counter, its window, and how much the request weighs. */
export interface Claim {
  /** Names the counter, such as "messages" or "key:abc:messages". */
  counter: string;
  limit: number;
  window: Window;
  weight: number;
}

/** What a counter knows: how much of its window is used. */
export interface Count {
  windowStart: number;
  used: number;
}

export interface Balance {
  counter: string;
  limit: number;
  used: number;
  remaining: number;
  resetsAt: number;
}

export type Decision = { pass: true } | { pass: false; claim: Claim; remaining: number };

/**
 * Does a request fit under all of its limits? It passes whole or not at all, so that a refused
 * request costs nothing anywhere. Of several limits that refuse, the one that opens last is told:
 * waiting for an earlier one would only meet the next refusal.
 */
export function decide(claims: readonly Claim[], countOf: (counter: string) => Count | undefined): Decision {
  let refused: { claim: Claim; remaining: number } | undefined;
  for (const claim of claims) {
    const used = usedIn(countOf(claim.counter), claim.window);
    if (used + claim.weight <= claim.limit) continue;
    if (refused && refused.claim.window.end >= claim.window.end) continue;
    refused = { claim, remaining: Math.max(0, claim.limit - used) };
  }
  return refused ? { pass: false, ...refused } : { pass: true };
}

/**
 * How much is used in a window. A clock that jumps back meets a count of a later window: that count
 * still holds, or turning the clock back would open a quota again.
 */
export function usedIn(count: Count | undefined, window: Window): number {
  return count && count.windowStart >= window.start ? count.used : 0;
}

/**
 * How far the durable watermark may run ahead of the count. Wide where there is room, so that most
 * requests write nothing; zero near the limit, so that a crash there forgets nothing that was left.
 */
export function watermarkLead(limit: number, used: number): number {
  return Math.max(0, Math.min(256, Math.floor((limit - used) / 16)));
}
