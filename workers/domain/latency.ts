/**
 * Durations as counts in fixed buckets, each a quarter wider than the one before. Fixed, so that hours
 * can be added up to days; a quarter, so that a percentile is off by at most an eighth.
 */
export type Histogram = number[];

const growth = 1.25;
/** Up to five minutes, beyond which nobody waits. */
const bucketCount = 58;

/** The bucket of a duration: 0 holds up to 1 ms, each next one up to a quarter more. */
export function bucketOf(durationMs: number): number {
  if (!(durationMs > 1)) return 0;
  return Math.min(bucketCount - 1, Math.ceil(Math.log(durationMs) / Math.log(growth) - 1e-9));
}

/** The longest duration that a bucket holds. */
export function bucketEndMs(bucket: number): number {
  return growth ** bucket;
}

export function count(histogram: Histogram, durationMs: number): void {
  const bucket = bucketOf(durationMs);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

/** Adds the second into the first. */
export function addInto(sum: Histogram, more: Histogram): Histogram {
  // Holes of a sparse array are skipped.
  more.forEach((amount, bucket) => {
    sum[bucket] = (sum[bucket] ?? 0) + amount;
  });
  return sum;
}

/** The duration that a share of all did not exceed, in milliseconds; null where there were none. */
export function quantileMs(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let below = 0;
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const amount = histogram[bucket] ?? 0;
    if (below + amount >= rank) {
      const startMs = bucket === 0 ? 0 : bucketEndMs(bucket - 1);
      const withinMs = (bucketEndMs(bucket) - startMs) * ((rank - below) / amount);
      return Math.round((startMs + withinMs) * 10) / 10;
    }
    below += amount;
  }
  return null;
}

/** `bucket:count` pairs: most hours touch a few buckets only. */
export function writeHistogram(histogram: Histogram): string {
  const pairs: string[] = [];
  histogram.forEach((amount, bucket) => {
    if (amount > 0) pairs.push(`${bucket}:${amount}`);
  });
  return pairs.join(" ");
}

export function readHistogram(text: string): Histogram {
  const histogram: Histogram = [];
  if (text === "") return histogram;
  for (const pair of text.split(" ")) {
    const [bucket, amount] = pair.split(":");
    histogram[Number(bucket)] = Number(amount);
  }
  return histogram;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export function percentilesOf(histogram: Histogram): Percentiles | null {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantileMs(histogram, share));
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
}
