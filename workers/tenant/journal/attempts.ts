import type { DeliveryAttempt } from "../../domain/delivery";

/** How one attempt to deliver went, as whoever made it reports it. */
export interface Attempt extends DeliveryAttempt {
  /** What the receiver asked for with `Retry-After`, in milliseconds. */
  retryAfterMs: number | null;
  /** True where trying again cannot help, such as an address that may not be called. */
  final: boolean;
}

/** Adds an attempt to those of a delivery. */
export function addAttempt(sql: SqlStorage, endpointId: string, sequence: number, attempt: Attempt): void {
  sql.exec(
    `INSERT INTO attempt (endpoint_id, sequence, number, at, duration_ms, request, status, error, response)
     SELECT ?1, ?2, COALESCE(MAX(number), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8
     FROM attempt WHERE endpoint_id = ?1 AND sequence = ?2`,
    endpointId,
    sequence,
    attempt.at,
    attempt.durationMs,
    attempt.request ? JSON.stringify(attempt.request) : null,
    attempt.status,
    attempt.error,
    attempt.response,
  );
}

/** The attempts of a delivery, oldest first. */
export function attemptsOf(sql: SqlStorage, endpointId: string, sequence: number): DeliveryAttempt[] {
  return sql
    .exec<AttemptRow>(
      `SELECT at, duration_ms AS durationMs, request, status, error, response FROM attempt
       WHERE endpoint_id = ? AND sequence = ? ORDER BY number`,
      endpointId,
      sequence,
    )
    .toArray()
    .map((row) => ({ ...row, request: row.request ? (JSON.parse(row.request) as DeliveryAttempt["request"]) : null }));
}

interface AttemptRow extends Record<string, SqlStorageValue> {
  at: number;
  durationMs: number;
  request: string | null;
  status: number | null;
  error: string | null;
  response: string | null;
}
