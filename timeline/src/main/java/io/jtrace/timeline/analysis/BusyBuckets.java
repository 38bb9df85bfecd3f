package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up how busy something was in buckets of equal length. Not safe for use by several threads.
 */
final class BusyBuckets {
  private final TimeRange range;
  private final double[] busyNanos;
  private final long[] knownNanos;

  BusyBuckets(TimeRange range, int buckets) {
    this.range = range;
    busyNanos = new double[buckets];
    knownNanos = new long[buckets];
  }

  /** Notes that something is known of {@code [start, end)}; once for each moment. */
  void known(long start, long end) {
    for (int i = first(start); i < knownNanos.length && edge(i) < end; i++) {
      knownNanos[i] += bucket(i).overlapNanos(start, end);
    }
  }

  /** Notes that a {@code share} of {@code [start, end)} was busy. */
  void busy(long start, long end, double share) {
    for (int i = first(start); i < busyNanos.length && edge(i) < end; i++) {
      busyNanos[i] += share * bucket(i).overlapNanos(start, end);
    }
  }

  /** Returns the first bucket that may hold a moment, or one before it. */
  private int first(long nanos) {
    double share = (nanos - range.startNanos()) / (double) Math.max(1, range.durationNanos());
    return (int) Math.max(0, Math.min(share * busyNanos.length - 1, busyNanos.length));
  }

  private long edge(int bucket) {
    return range.startNanos()
        + Math.round(range.durationNanos() * (bucket / (double) busyNanos.length));
  }

  private TimeRange bucket(int bucket) {
    return new TimeRange(edge(bucket), edge(bucket + 1));
  }

  ProcessorUse.Row row(String name, int thread) {
    List<Double> shares = new ArrayList<>();
    double allBusyNanos = 0;
    long allKnownNanos = 0;
    for (int i = 0; i < busyNanos.length; i++) {
      allBusyNanos += busyNanos[i];
      allKnownNanos += knownNanos[i];
      shares.add(
          knownNanos[i] == 0 ? Double.NaN : Math.min(1, busyNanos[i] / (double) knownNanos[i]));
    }
    return new ProcessorUse.Row(name, thread, allBusyNanos, allKnownNanos, shares);
  }
}
