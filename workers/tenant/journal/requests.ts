/** One request, as the log keeps it. Bodies are never kept: they are the tenant's customers' words. */
export interface LoggedRequest {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  keyId: string | null;
  userId: string | null;
  instance: string | null;
  operation: string;
  status: number;
  outcome: "ok" | "refused" | "upstream_error" | "upstream_unreachable";
  /** Messages that it was charged for. */
  messages: number;
  totalMs: number;
  upstreamMs: number | null;
}

/** The request log: a row for each batch that an isolate hands over, since every row that is written costs. */
export class RequestLog {
  readonly #sql: SqlStorage;
  #rowsWritten = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a batch. One that is handed over twice is kept once: it is known by its first request. */
  add(requests: readonly LoggedRequest[]): void {
    const first = requests[0];
    if (!first) return;
    const lastAt = requests.reduce((latest, { at }) => Math.max(latest, at), first.at);
    const written = this.#sql.exec(
      "INSERT OR IGNORE INTO request_batch (id, last_at, requests) VALUES (?, ?, ?)",
      first.id,
      lastAt,
      JSON.stringify(requests),
    );
    this.#rowsWritten += written.rowsWritten;
  }

  /** Rows that the log has cost since the Object was built. */
  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  newest(limit: number): LoggedRequest[] {
    const found: LoggedRequest[] = [];
    const batches = this.#sql.exec<{ requests: string; last_at: number }>(
      "SELECT requests, last_at FROM request_batch ORDER BY last_at DESC",
    );
    for (const { requests, last_at: lastAt } of batches) {
      // Batches of different isolates overlap by no more than the moment for which they collect.
      if (found.length >= limit && lastAt < newestOf(found, limit) - overlapMs) break;
      found.push(...(JSON.parse(requests) as LoggedRequest[]));
    }
    return found.sort((a, b) => b.at - a.at).slice(0, limit);
  }

  removeBefore(at: number): void {
    this.#sql.exec("DELETE FROM request_batch WHERE last_at < ?", at);
  }
}

/** When the last of the `limit` newest requests came. */
function newestOf(requests: LoggedRequest[], limit: number): number {
  return requests.map(({ at }) => at).sort((a, b) => b - a)[limit - 1] ?? 0;
}

const overlapMs = 5_000;
