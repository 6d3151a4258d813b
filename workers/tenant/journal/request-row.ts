import type { LoggedRequest } from "../../domain/request";

/**
 * A request as the log stores it: values without their names, which would be half of every row.
 * The order is the format; new members go to the end, and a row that has none of them reads as null.
 */
type RequestRow = [
  id: string,
  at: number,
  keyId: string | null,
  userId: string | null,
  instance: string | null,
  operation: string,
  status: number,
  outcome: LoggedRequest["outcome"],
  code: string | null,
  sends: 0 | 1,
  messages: number,
  totalMs: number,
  admitMs: number | null,
  upstreamMs: number | null,
];

export function writeRequests(requests: readonly LoggedRequest[]): string {
  return JSON.stringify(
    requests.map((request): RequestRow => [
      request.id,
      request.at,
      request.keyId,
      request.userId,
      request.instance,
      request.operation,
      request.status,
      request.outcome,
      request.code,
      request.sends ? 1 : 0,
      request.messages,
      request.totalMs,
      request.admitMs,
      request.upstreamMs,
    ]),
  );
}

export function readRequests(text: string): LoggedRequest[] {
  return (JSON.parse(text) as RequestRow[]).map(
    ([
      id,
      at,
      keyId,
      userId,
      instance,
      operation,
      status,
      outcome,
      code,
      sends,
      messages,
      totalMs,
      admitMs,
      upstreamMs,
    ]) => ({
      id,
      at,
      keyId,
      userId,
      instance,
      operation,
      status,
      outcome,
      code,
      sends: sends === 1,
      messages,
      totalMs,
      admitMs,
      upstreamMs,
    }),
  );
}
