/** A signal that aborts after a while, and the means to end the wait. */
export interface Deadline {
  signal: AbortSignal;
  /** Must be called when the work is done. `AbortSignal.timeout` cannot be: it keeps its context alive until it fires. */
  clear(): void;
}

export function deadlineIn(ms: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException("The time is up.", "TimeoutError")), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}
