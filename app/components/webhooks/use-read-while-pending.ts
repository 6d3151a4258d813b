import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Reads the page again while something on it is about to change: deliveries are made elsewhere, seconds
 * after they were asked for. A page that waits for a far retry, or that nobody looks at, asks nobody.
 */
export function useReadWhilePending(nextAt: number | null): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (nextAt === null || state !== "idle" || nextAt - Date.now() > nearMs) return;
    const timer = setTimeout(() => document.visibilityState === "visible" && revalidate(), everyMs);
    return () => clearTimeout(timer);
  });
}

/** When the first of the deliveries that wait is tried next; null where none waits. */
export function nextAttemptOf(deliveries: readonly { status: string; nextAttemptAt: number | null }[]): number | null {
  const waiting = deliveries
    .filter(({ status }) => status === "pending")
    .map(({ nextAttemptAt }) => nextAttemptAt ?? 0);
  return waiting.length === 0 ? null : Math.min(...waiting);
}

const everyMs = 1_000;
const nearMs = 20_000;
