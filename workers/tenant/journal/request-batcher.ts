import type { LoggedRequest } from "./requests";

/**
 * Collects an isolate's finished requests for a moment, so that the journal is called once for many.
 * The first request of a batch carries it: its `waitUntil` keeps the isolate alive until it is written.
 * What an isolate that dies within that moment had collected is missing from the log; no count is.
 */
class RequestBatcher {
  readonly #waiting = new Map<string, LoggedRequest[]>();

  /** Adds a request. Answers the work of writing the batch to whoever opened it, undefined to all others. */
  add(
    tenantId: string,
    request: LoggedRequest,
    write: (rows: LoggedRequest[]) => Promise<unknown>,
  ): Promise<void> | undefined {
    const rows = this.#waiting.get(tenantId);
    if (rows && rows.length < batchLimit) {
      rows.push(request);
      return undefined;
    }
    const batch = [request];
    this.#waiting.set(tenantId, batch);
    return this.#flush(tenantId, batch, write);
  }

  async #flush(
    tenantId: string,
    batch: LoggedRequest[],
    write: (rows: LoggedRequest[]) => Promise<unknown>,
  ): Promise<void> {
    await scheduler.wait(collectMs);
    if (this.#waiting.get(tenantId) === batch) this.#waiting.delete(tenantId);
    await write(batch);
  }
}

const collectMs = 250;
const batchLimit = 1_000;

export const requestBatcher = new RequestBatcher();
