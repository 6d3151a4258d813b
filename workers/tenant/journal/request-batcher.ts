import type { LoggedRequest } from "../../domain/request";

type Write = (rows: LoggedRequest[]) => Promise<unknown>;

/**
 * Collects an isolate's finished requests for a moment, so that the journal is called once for many.
 * The first request of a batch carries it: its `waitUntil` keeps the isolate alive until it is written.
 * What an isolate that dies within that moment had collected is missing from the log; no count is.
 */
export class RequestBatcher {
  readonly #waiting = new Map<string, LoggedRequest[]>();
  readonly #wait: (ms: number) => Promise<void>;

  constructor(wait: (ms: number) => Promise<void>) {
    this.#wait = wait;
  }

  /** Adds a request. Answers the work of writing the batch to whoever opened it, undefined to all others. */
  add(tenantId: string, request: LoggedRequest, write: Write): Promise<void> | undefined {
    const rows = this.#waiting.get(tenantId);
    if (rows && rows.length < batchLimit) {
      rows.push(request);
      return undefined;
    }
    const batch = [request];
    this.#waiting.set(tenantId, batch);
    return this.#flush(tenantId, batch, write);
  }

  async #flush(tenantId: string, batch: LoggedRequest[], write: Write): Promise<void> {
    await this.#wait(collectMs);
    if (this.#waiting.get(tenantId) === batch) this.#waiting.delete(tenantId);
    // A journal that is just being moved or restarted refuses for a moment. A batch that it has
    // already is kept once, so trying again after an answer that was lost does no harm.
    for (const delayMs of retryDelaysMs) {
      try {
        await write(batch);
        return;
      } catch {
        await this.#wait(delayMs);
      }
    }
    await write(batch);
  }
}

const collectMs = 250;
const batchLimit = 1_000;
/** Together within the half minute that a request's work may go on after its answer. */
const retryDelaysMs = [200, 1_000, 4_000, 12_000];

export const requestBatcher = new RequestBatcher((ms) => scheduler.wait(ms));
