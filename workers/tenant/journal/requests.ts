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

export class RequestLog {
  readonly #sql: SqlStorage;

  #rowsWritten = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a batch. A batch that is handed over twice is kept once. */
  add(requests: readonly LoggedRequest[]): void {
    for (const request of requests) {
      const written = this.#sql.exec(
        "INSERT OR IGNORE INTO request VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        request.id,
        request.at,
        request.keyId,
        request.userId,
        request.instance,
        request.operation,
        request.status,
        request.outcome,
        request.messages,
        request.totalMs,
        request.upstreamMs,
      );
      this.#rowsWritten += written.rowsWritten;
    }
  }

  /** Rows that the log has cost since the Object was built. */
  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  newest(limit: number): LoggedRequest[] {
    return this.#sql
      .exec<LoggedRequest & Record<string, SqlStorageValue>>(
        `SELECT id, at, key_id AS keyId, user_id AS userId, instance, operation, status, outcome, messages,
                total_ms AS totalMs, upstream_ms AS upstreamMs
         FROM request ORDER BY at DESC LIMIT ?`,
        limit,
      )
      .toArray();
  }

  removeBefore(at: number): void {
    this.#sql.exec("DELETE FROM request WHERE at < ?", at);
  }
}
