package io.jtrace.timeline.analysis;

import java.util.List;

/**
 * How durations are distributed. A percentile is the least duration that occurs and that so many
 * percent do not exceed; all are 0 without durations.
 *
 * @param buckets powers of two, from that of the shortest duration to that of the longest
 */
public record Distribution(
    long count,
    long totalNanos,
    long maxNanos,
    long p50Nanos,
    long p90Nanos,
    long p99Nanos,
    long p999Nanos,
    List<Bucket> buckets) {
  /** How many durations are in {@code [fromNanos, toNanos)}. */
  public record Bucket(long fromNanos, long toNanos, long count) {}

  /** Copies the list. */
  public Distribution {
    buckets = List.copyOf(buckets);
  }

  /** Returns the mean, rounded; 0 without durations. */
  public long meanNanos() {
    return count == 0 ? 0 : (totalNanos + count / 2) / count;
  }
}
