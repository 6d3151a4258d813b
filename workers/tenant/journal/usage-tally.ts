import { count, type Histogram } from "../../domain/latency";
import { keyOfRequest, type LoggedRequest, type RequestOutcome } from "../../domain/request";
import { addFigures, hourMs, noFigures, type UsageFigures } from "../../domain/usage-series";

/** By what requests are counted and stored; outcomes stand beside each of them. */
export const storedDimensions = ["instance", "key", "operation"] as const;
export type StoredDimension = (typeof storedDimensions)[number];

export interface TallyRow extends UsageFigures {
  dimension: StoredDimension;
  hour: number;
  /** Empty for requests that belong to none. */
  value: string;
  outcome: RequestOutcome;
}

export interface LatencyRow {
  hour: number;
  operation: string;
  own: Histogram;
  upstream: Histogram;
}

/** Requests added up by hour, in memory. */
export class UsageTally {
  readonly rows = new Map<string, TallyRow>();
  readonly latencies = new Map<string, LatencyRow>();
  requests = 0;

  add(request: LoggedRequest): void {
    this.requests += 1;
    const hour = Math.floor(request.at / hourMs) * hourMs;
    const { operation, outcome } = request;
    const figures = figuresOf(request);
    this.#count({ dimension: "operation", hour, value: operation, outcome }, figures);
    this.#count({ dimension: "key", hour, value: keyOfRequest(request) ?? "", outcome }, figures);
    this.#count({ dimension: "instance", hour, value: instanceOf(request), outcome }, figures);
    // How fast we say no, or the same again, says nothing about how long work takes.
    if (outcome !== "refused" && outcome !== "repeated") this.#time(hour, request);
  }

  clear(): void {
    this.rows.clear();
    this.latencies.clear();
    this.requests = 0;
  }

  #count(of: Pick<TallyRow, "dimension" | "hour" | "value" | "outcome">, figures: UsageFigures): void {
    const id = `${of.dimension} ${of.hour} ${of.outcome} ${of.value}`;
    let row = this.rows.get(id);
    if (!row) this.rows.set(id, (row = { ...of, ...noFigures() }));
    addFigures(row, figures);
  }

  #time(hour: number, { operation, totalMs, upstreamMs }: LoggedRequest): void {
    const id = `${hour} ${operation}`;
    let row = this.latencies.get(id);
    if (!row) this.latencies.set(id, (row = { hour, operation, own: [], upstream: [] }));
    count(row.own, totalMs - (upstreamMs ?? 0));
    if (upstreamMs !== null) count(row.upstream, upstreamMs);
  }
}

function figuresOf({ sends, messages, outcome }: LoggedRequest): UsageFigures {
  const failed = outcome === "upstream_error" || outcome === "upstream_unreachable";
  return {
    requests: 1,
    messages,
    // What was charged may have gone out, also where upstream did not say so in time.
    sent: sends && messages > 0 ? 1 : 0,
    failed: sends && messages === 0 && failed ? 1 : 0,
  };
}

/**
 * The instance for which a request counts. Other refusals than a limit's may name one that does not
 * exist, and made-up names would fill the table.
 */
function instanceOf({ instance, outcome, code }: LoggedRequest): string {
  if (outcome === "refused" && code !== "rate_limited" && code !== "quota_exceeded") return "";
  return instance ?? "";
}
