import type { Lengths } from "../api/annotations";
import type { LatencyBucket } from "../api/scheduling";

/** How durations are distributed, as timeline/analysis/Durations.java has it. */
export function lengthsOf(durations: readonly number[]): Lengths {
  const sorted = Float64Array.from(durations).sort();
  const percentile = (ofThousand: number) =>
    sorted.at(Math.ceil((sorted.length * ofThousand) / 1000) - 1) ?? 0;
  return {
    count: sorted.length,
    totalNanos: sorted.reduce((sum, nanos) => sum + nanos, 0),
    p50: percentile(500),
    p90: percentile(900),
    p99: percentile(990),
    maxNanos: sorted.at(-1) ?? 0,
    buckets: bucketsOf(sorted),
  };
}

/** Powers of two from the shortest duration to the longest; the first bucket holds zeros. */
function bucketsOf(sorted: Float64Array): LatencyBucket[] {
  const buckets: LatencyBucket[] = [];
  let at = 0;
  let toNanos = 1;
  while (toNanos <= sorted[0]) toNanos *= 2;
  for (; at < sorted.length; toNanos *= 2) {
    const first = at;
    while (at < sorted.length && sorted[at] < toNanos) at++;
    const fromNanos = toNanos === 1 ? 0 : toNanos / 2;
    buckets.push({ fromNanos, toNanos, count: at - first });
  }
  return buckets;
}
