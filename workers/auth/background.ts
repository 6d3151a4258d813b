import { AsyncLocalStorage } from "node:async_hooks";

type WaitUntil = (work: Promise<unknown>) => void;

const current = new AsyncLocalStorage<WaitUntil>();

/**
 * Runs a request through better-auth, which lives as long as the isolate, while its background
 * work (mail) belongs to the request that asked for it.
 */
export function withBackground<Value>(waitUntil: WaitUntil, work: () => Promise<Value>): Promise<Value> {
  return current.run(waitUntil, work);
}

/** Lets work outlive the answer, so that the time of an answer does not tell whether a mail went out. */
export function inBackground(work: Promise<unknown>): void {
  const guarded = work.catch((error: unknown) => console.error("background work of an account failed", error));
  current.getStore()?.(guarded);
}
