import { consoleKey, matches, type LoggedRequest, type RequestFilter } from "../../domain/request";
import { readRequests, writeRequests } from "./request-row";

/**
 * The request log: a row for each batch that an isolate hands over, since every row that is written
 * costs. Batches have numbers without order in time; `last_at` puts them in it.
 */
export class RequestLog {
  readonly #sql: SqlStorage;
  #last: number;
  #rowsWritten = 0;

  /** `counted` is the last batch that usage has counted: numbers go on after it, also when retention took that batch. */
  constructor(sql: SqlStorage, counted: number) {
    this.#sql = sql;
    const stored = sql.exec<{ last: number | null }>("SELECT MAX(sequence) AS last FROM request_batch").one().last;
    this.#last = Math.max(stored ?? 0, counted);
  }

  /** Adds a batch and answers its number; null for one that was handed over before: it is known by its first request. */
  add(requests: readonly LoggedRequest[]): number | null {
    const first = requests[0];
    if (!first) return null;
    let firstAt = first.at;
    let lastAt = first.at;
    for (const { at } of requests) {
      if (at < firstAt) firstAt = at;
      if (at > lastAt) lastAt = at;
    }
    const known = this.#sql
      .exec("SELECT 1 FROM request_batch WHERE last_at = ? AND first_id = ? LIMIT 1", lastAt, first.id)
      .toArray();
    if (known.length > 0) return null;
    this.#last += 1;
    const written = this.#sql.exec(
      "INSERT INTO request_batch (sequence, first_id, first_at, last_at, requests) VALUES (?, ?, ?, ?, ?)",
      this.#last,
      first.id,
      firstAt,
      lastAt,
      writeRequests(requests),
    );
    this.#rowsWritten += written.rowsWritten;
    return this.#last;
  }

  /** Rows that the log has cost since the Object was built. */
  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  /** Batches after a number, in the order of their numbers. */
  after(sequence: number, limit: number): { sequence: number; requests: LoggedRequest[] }[] {
    return this.#sql
      .exec<{ sequence: number; requests: string }>(
        "SELECT sequence, requests FROM request_batch WHERE sequence > ? ORDER BY sequence LIMIT ?",
        sequence,
        limit,
      )
      .toArray()
      .map((row) => ({ sequence: row.sequence, requests: readRequests(row.requests) }));
  }

  /**
   * The newest requests that match, newest first. Reads from the newest batch backwards and stops once
   * no older batch can hold anything that belongs before what was found, or after `scanLimit` requests:
   * `next` then says where to go on, also where nothing was found.
   */
  list(query: RequestQuery): RequestPage {
    const { filter, limit, before } = query;
    const { where, values } = batchesOf(filter, before);
    const found: LoggedRequest[] = [];
    let scanned = 0;
    let stoppedAt: number | null = null;
    const batches = this.#sql.exec<{ last_at: number; requests: string }>(
      `SELECT last_at, requests FROM request_batch WHERE ${where.join(" AND ")} ORDER BY last_at DESC`,
      ...values,
    );
    for (const { last_at: lastAt, requests } of batches) {
      // One more than asked for tells whether there is a next page.
      const least = found[limit];
      if (least && lastAt < least.at) break;
      // Only beyond the cursor, so that every answer leads on.
      if (scanned >= scanLimit && lastAt < (before?.at ?? Number.MAX_SAFE_INTEGER)) {
        stoppedAt = lastAt;
        break;
      }
      const read = readRequests(requests);
      scanned += read.length;
      const fitting = read.filter((request) => matches(request, filter) && isBefore(request, before));
      if (fitting.length === 0) continue;
      found.push(...fitting);
      found.sort(newestFirst);
      if (found.length > limit + 1) found.length = limit + 1;
    }
    return pageOf(found, limit, stoppedAt);
  }

  /** One request; ids begin with the moment at which they were given. */
  get(id: string): LoggedRequest | null {
    const at = momentOf(id);
    if (at === null) return null;
    const batches = this.#sql.exec<{ requests: string }>(
      "SELECT requests FROM request_batch WHERE last_at >= ? AND first_at <= ? AND instr(requests, ?) > 0",
      at - clockSkewMs,
      at + clockSkewMs,
      JSON.stringify(id),
    );
    for (const { requests } of batches) {
      const found = readRequests(requests).find((request) => request.id === id);
      if (found) return found;
    }
    return null;
  }

  removeBefore(at: number): void {
    this.#sql.exec("DELETE FROM request_batch WHERE last_at < ?", at);
  }
}

export interface RequestQuery {
  filter: RequestFilter;
  limit: number;
  before?: Cursor | undefined;
}

/** The last request of a page: by its time, and by its id among those of the same millisecond. */
export interface Cursor {
  at: number;
  id: string;
}

export interface RequestPage {
  requests: LoggedRequest[];
  /** Where the next page begins; null at the end of the log. */
  next: Cursor | null;
}

/**
 * Which batches can hold what is asked for. Values are looked for in the batch's text as they would be
 * written there: a batch without them need not be read.
 */
function batchesOf(filter: RequestFilter, before: Cursor | undefined): { where: string[]; values: SqlStorageValue[] } {
  const where = ["last_at >= ?"];
  const values: SqlStorageValue[] = [filter.from ?? 0];
  const latest = Math.min(before?.at ?? Number.MAX_SAFE_INTEGER, filter.to ?? Number.MAX_SAFE_INTEGER);
  if (latest < Number.MAX_SAFE_INTEGER) {
    where.push("first_at <= ?");
    values.push(latest);
  }
  const { instance, operation, outcome } = filter;
  const key = filter.key === consoleKey ? undefined : filter.key;
  for (const text of [instance, key, operation, outcome]) {
    if (text === undefined) continue;
    where.push("instr(requests, ?) > 0");
    values.push(JSON.stringify(text));
  }
  return { where, values };
}

function pageOf(found: LoggedRequest[], limit: number, stoppedAt: number | null): RequestPage {
  // Where reading stopped early, older batches may still hold requests from before that moment.
  const certain = stoppedAt === null ? found : found.filter(({ at }) => at > stoppedAt);
  const requests = certain.slice(0, limit);
  const last = requests.at(-1);
  if (certain.length > limit && last) return { requests, next: { at: last.at, id: last.id } };
  return { requests, next: stoppedAt === null ? null : { at: stoppedAt, id: afterEveryId } };
}

function isBefore(request: LoggedRequest, cursor: Cursor | undefined): boolean {
  return !cursor || request.at < cursor.at || (request.at === cursor.at && request.id < cursor.id);
}

function newestFirst(a: LoggedRequest, b: LoggedRequest): number {
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}

/** `req_0193…`: twelve hexadecimal digits of milliseconds since 1970, then chance. */
function momentOf(id: string): number | null {
  const digits = /^req_([0-9a-f]{12})[0-9a-f]{20}$/.exec(id)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}

/** Sorts behind every id. */
const afterEveryId = "~";
/** Reading so many takes a fraction of a second. */
const scanLimit = 100_000;
/** Between giving the id and beginning to count time. */
const clockSkewMs = 5_000;
