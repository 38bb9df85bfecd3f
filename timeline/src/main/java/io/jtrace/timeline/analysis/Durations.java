package io.jtrace.timeline.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Durations whose distribution is asked for. Not safe for use by several threads. */
final class Durations {
  private long[] nanos = new long[8];
  private int size;
  private long totalNanos;

  void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, Math.multiplyExact(size, 2));
    }
    nanos[size++] = duration;
    totalNanos += duration;
  }

  void addAll(Durations other) {
    if (nanos.length - size < other.size) {
      nanos = Arrays.copyOf(nanos, Math.max(2 * size, Math.addExact(size, other.size)));
    }
    System.arraycopy(other.nanos, 0, nanos, size, other.size);
    size += other.size;
    totalNanos += other.totalNanos;
  }

  /** Returns how they are distributed: exact, as each was kept. */
  Distribution distribution() {
    Arrays.sort(nanos, 0, size);
    return new Distribution(
        size,
        totalNanos,
        size == 0 ? 0 : nanos[size - 1],
        percentile(500),
        percentile(900),
        percentile(990),
        percentile(999),
        buckets());
  }

  /** The least duration that so many of a thousand do not exceed. */
  private long percentile(int ofThousand) {
    return size == 0 ? 0 : nanos[(int) (((long) size * ofThousand + 999) / 1000) - 1];
  }

  /** Powers of two from the shortest duration to the longest; the first bucket holds zeros. */
  private List<Distribution.Bucket> buckets() {
    List<Distribution.Bucket> buckets = new ArrayList<>();
    int at = 0;
    for (int bits = size == 0 ? 64 : bits(nanos[0]); at < size; bits++) {
      int first = at;
      while (at < size && bits(nanos[at]) == bits) {
        at++;
      }
      long from = bits == 0 ? 0 : 1L << (bits - 1);
      long to = bits == 63 ? Long.MAX_VALUE : 1L << bits;
      buckets.add(new Distribution.Bucket(from, to, at - first));
    }
    return buckets;
  }

  private static int bits(long duration) {
    return Long.SIZE - Long.numberOfLeadingZeros(duration);
  }
}
