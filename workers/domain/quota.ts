import type { LimitKind } from "./limit";
import type { Window } from "./period";

/*
 * The arithmetic of counting, without storage or clock, so that it can be tried in every order. A
 * counter lives in memory and has a watermark in storage that is never behind it; `ledger.ts` holds
 * the two together.
 */

/** One limit that a request must fit under: a counter, its window, and how much the request weighs. */
export interface Claim {
  kind: LimitKind;
  /** Names the counter, such as "messages" or "key:abc:messages". */
  counter: string;
  /** Infinity where the count alone is wanted. */
  limit: number;
  window: Window;
  weight: number;
}

export interface Counter {
  /** When the window began in which it counts. It never goes back: see `spend`. */
  windowStart: number;
  used: number;
  /** What storage says of it; -1 while it says nothing of this window. */
  watermark: number;
}

/** What is left under a limit, as it is told to callers. */
export interface Balance {
  kind: LimitKind;
  limit: number;
  remaining: number;
  resetsAt: number;
}

export type Decision = { pass: true } | { pass: false; claim: Claim; remaining: number };

/**
 * Does a request fit under all of its limits? It passes whole or not at all, so that a refused
 * request costs nothing anywhere. Of several limits that refuse, the one that opens last is told:
 * waiting for an earlier one would only meet the next refusal. What weighs nothing under a limit
 * passes it, also when a smaller plan has left more used than may be.
 */
export function decide(claims: readonly Claim[], counterOf: (counter: string) => Counter | undefined): Decision {
  let refused: { claim: Claim; remaining: number } | undefined;
  for (const claim of claims) {
    if (claim.weight === 0) continue;
    if (!Number.isSafeInteger(claim.weight) || claim.weight < 0) {
      throw new RangeError(`A weight of ${claim.weight} cannot be counted.`);
    }
    const used = usedIn(counterOf(claim.counter), claim.window);
    if (used + claim.weight <= claim.limit) continue;
    if (refused && refused.claim.window.end >= claim.window.end) continue;
    refused = { claim, remaining: left(claim.limit, used) };
  }
  return refused ? { pass: false, ...refused } : { pass: true };
}

/**
 * How much is used in a window. A clock that jumps back meets a count of a later window: that count
 * still holds, or turning the clock back would open a quota again.
 */
export function usedIn(counter: Counter | undefined, window: Window): number {
  return counter && counter.windowStart >= window.start ? counter.used : 0;
}

/**
 * Counts a claim that was decided. The watermark moves ahead when the count would pass it: a changed
 * watermark is to be written before anything is answered. Where the clock has jumped back, the window
 * that has begun goes on.
 */
export function spend(counter: Counter | undefined, { window, limit, weight, kind }: Claim): Counter {
  const fresh = !counter || counter.windowStart < window.start;
  const windowStart = fresh ? window.start : counter.windowStart;
  const used = (fresh ? 0 : counter.used) + weight;
  const before = fresh ? -1 : counter.watermark;
  if (isFleeting(window)) return { windowStart, used, watermark: -1 };
  return { windowStart, used, watermark: used > before ? used + watermarkLead(kind, limit, used) : before };
}

/** Gives back what was taken in a window that still runs; after its end there is nothing to give back. */
export function giveBack(counter: Counter, windowStart: number, weight: number): Counter {
  if (counter.windowStart !== windowStart || !(weight > 0)) return counter;
  return { ...counter, used: Math.max(0, counter.used - weight) };
}

export function balanceOf(counter: Counter | undefined, { kind, limit, window }: Omit<Claim, "weight">): Balance {
  // In a window that began later than the clock says, the count goes on until that one ends.
  const ahead = Math.max(0, (counter?.windowStart ?? window.start) - window.start);
  return { kind, limit, remaining: left(limit, usedIn(counter, window)), resetsAt: window.end + ahead };
}

/**
 * A window of a second is over before a crashed Object is back, so it is counted in memory alone: a
 * write a second would cost more than everything else that admission writes. See
 * `docs/decisions/0011-windows-of-the-ledger.md`.
 */
export function isFleeting(window: Window): boolean {
  return window.end - window.start <= 1_000;
}

/**
 * How far the watermark may run ahead of the count. Wide where there is room, so that most requests
 * write nothing; zero near the limit, so that a crash there forgets nothing that was left. Messages are
 * paid for: a crash may cost 256 of them at most. Requests come back with the next minute or day.
 */
export function watermarkLead(kind: LimitKind, limit: number, used: number): number {
  const widest = kind.endsWith("messages") ? 256 : 1_024;
  return Math.max(0, Math.min(widest, Math.floor((limit - used) / 16)));
}

function left(limit: number, used: number): number {
  return Math.max(0, limit - used);
}
