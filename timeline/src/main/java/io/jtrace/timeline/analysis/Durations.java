package io.jtrace.timeline.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * How many durations were how long. Sums and the longest are exact; a {@linkplain #percentile
 * percentile} is at most 1.6 % above the duration that it stands for, as durations are counted in
 * buckets: 64 to a power of two, as in a log-linear histogram.
 *
 * <p>Not safe for use by several threads.
 */
public final class Durations {
  private static final int SUB_BITS = 6;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;

  private final int[] counts = new int[(Long.SIZE - SUB_BITS) * SUB_BUCKETS];
  private final Tally tally = new Tally();

  /**
   * How many durations were at least as long as one power of two and shorter than the next.
   *
   * @param fromNanos the shortest
   * @param toNanos exclusive
   */
  public record Bucket(long fromNanos, long toNanos, long count) {}

  /** Sums and percentiles of durations. */
  public record Summary(
      long count, long totalNanos, long maxNanos, long p50, long p90, long p99, long p999) {}

  void add(long nanos) {
    tally.add(nanos);
    counts[bucket(Math.max(0, nanos))]++;
  }

  private static int bucket(long nanos) {
    if (nanos < SUB_BUCKETS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
    return (shift + 1) * SUB_BUCKETS + (int) (nanos >>> shift) - SUB_BUCKETS;
  }

  private static long lastOf(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = bucket / SUB_BUCKETS - 1;
    return ((long) (bucket % SUB_BUCKETS + SUB_BUCKETS + 1) << shift) - 1;
  }

  long count() {
    return tally.count;
  }

  long totalNanos() {
    return tally.totalNanos;
  }

  long maxNanos() {
    return tally.maxNanos;
  }

  /** Returns a duration that {@code share} of all do not exceed; 0 of none. */
  long percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * tally.count));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length && tally.count > 0; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return Math.min(lastOf(bucket), tally.maxNanos);
      }
    }
    return 0;
  }

  Summary summary() {
    return new Summary(
        count(),
        totalNanos(),
        maxNanos(),
        percentile(0.5),
        percentile(0.9),
        percentile(0.99),
        percentile(0.999));
  }

  /** Returns the counts by power of two, without the empty ones at both ends. */
  List<Bucket> powersOfTwo() {
    long[] powers = new long[Long.SIZE];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      powers[Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, lastOf(bucket)))] +=
          counts[bucket];
    }
    int first = 0;
    int last = powers.length - 1;
    while (first <= last && powers[first] == 0) {
      first++;
    }
    while (last > first && powers[last] == 0) {
      last--;
    }
    List<Bucket> buckets = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      buckets.add(
          new Bucket(1L << power, power == 62 ? Long.MAX_VALUE : 2L << power, powers[power]));
    }
    return buckets;
  }
}
